import AccessModel
import Diagnostics
import Lifecycle
import Testing

/// Emergency stops: every standing, move and actor.
struct OverrideTests {
  private static let authorization = Address(
    .traderAuthorization, institution: "harbour", name: "ivan")

  private static let key = Address(.key, institution: "harbour", name: "AKAMY")

  private func outcome(
    _ stop: OverrideLife, _ move: StopMove, by actor: String, subjectUser: Text? = nil,
    beside: [Resource] = []
  ) -> String {
    do throws(LifeProblem) {
      let next = try stop.taking(
        move, by: People.person(actor, beside: beside), at: Times.ten, reason: "why",
        subjectUser: subjectUser)
      return next.stop.map { "\($0.word) by \($0.by) for \($0.incident)" } ?? "free"
    } catch {
      return error.code.name
    }
  }

  private static let staff: Set<String> = ["staff:rev", "staff:ops", "staff:com", "staff:sec"]
  private static let admins: Set<String> = ["admin:harbour/amy", "admin:harbour/ben"]

  @Test func staffAndOwnAdminsStopThingsOfAnInstitution() {
    let subjects: [Address] = [
      Self.authorization, People.trading, People.broker,
      Address(.portalUser, institution: "harbour", name: "ivan"),
      Address(.institution, name: "harbour"),
    ]
    for subject in subjects {
      for actor in People.actors {
        let may = Self.staff.union(Self.admins).contains(actor)
        let free = OverrideLife(subject: subject, stop: nil)
        #expect(
          outcome(free, .suspend(incident: "INC-2"), by: actor)
            == (may ? "suspended by \(actor) for INC-2" : "stop-side"), "\(subject) by \(actor)")
        #expect(
          outcome(free, .revoke(incident: "INC-2"), by: actor)
            == (may ? "revoked by \(actor) for INC-2" : "stop-side"), "\(subject) by \(actor)")
        #expect(outcome(free, .resume(incident: nil), by: actor) == "stop-stands")
      }
    }
  }

  @Test func aClientIsStoppedByStaffAndByThemselves() {
    let free = OverrideLife(subject: People.retail, stop: nil)
    for actor in People.actors {
      let may = Self.staff.contains(actor) || actor == "retail:gwen"
      #expect(
        outcome(free, .suspend(incident: "INC-2"), by: actor)
          == (may ? "suspended by \(actor) for INC-2" : "stop-side"), "\(actor)")
    }
  }

  @Test func aKeyIsStoppedByItsOwnerByTheirAdminsAndByStaff() {
    let key = OverrideLife(subject: Self.key, stop: nil)
    for actor in People.actors {
      let may = Self.staff.union(Self.admins).union(["trader:harbour/amy"]).contains(actor)
      for move in [StopMove.suspend(incident: "INC-2"), .revoke(incident: "INC-2")] {
        let found = outcome(key, move, by: actor, subjectUser: "amy")
        #expect((found == "stop-side") == !may, "\(actor)")
        #expect(may == found.contains("by \(actor) for INC-2"), "\(actor)")
      }
    }
    // Of another user, and of nobody who is known.
    for user: Text? in ["ben", nil] {
      let found = outcome(
        key, .revoke(incident: "INC-2"), by: "trader:harbour/amy", subjectUser: user)
      #expect(found == "stop-side")
    }
  }

  @Test func aRetailKeyIsStoppedByItsClientAndByStaff() {
    let key = OverrideLife(subject: Address(.key, name: "AKGWEN"), stop: nil)
    for actor in People.actors {
      let may = Self.staff.union(["retail:gwen"]).contains(actor)
      let found = outcome(key, .suspend(incident: "INC-2"), by: actor, subjectUser: "gwen")
      #expect((found == "stop-side") == !may, "\(actor)")
    }
    #expect(
      outcome(key, .suspend(incident: "INC-2"), by: "retail:lost", subjectUser: "lost")
        == "stop-side")
  }

  @Test func anOwnerStopsNothingButTheirKeys() {
    for subject in [Self.authorization, Address(.portalUser, institution: "harbour", name: "amy")] {
      let free = OverrideLife(subject: subject, stop: nil)
      #expect(
        outcome(free, .suspend(incident: "INC-2"), by: "trader:harbour/amy", subjectUser: "amy")
          == "stop-side")
    }
  }

  @Test func whatTheOwnerStoppedTheOwnerAdminsAndStaffLift() {
    let stop = People.stop(Self.key, by: "trader:harbour/amy")
    for actor in People.actors {
      let may =
        Self.staff.union(["admin:harbour/ben", "trader:harbour/amy"]).contains(actor)
      #expect(
        outcome(stop, .resume(incident: nil), by: actor, subjectUser: "amy")
          == (may ? "free" : "stop-side"), "\(actor)")
    }
  }

  @Test func anOwnerNeitherLiftsNorTakesOverWhatAnAdminStopped() {
    let owner = "trader:harbour/amy"
    let stop = People.stop(Self.key, by: "admin:harbour/ben")
    func found(_ move: StopMove) -> String {
      outcome(stop, move, by: owner, subjectUser: "amy")
    }
    #expect(found(.resume(incident: nil)) == "stop-side")
    #expect(found(.suspend(incident: "INC-2")) == "stop-stands")
    #expect(found(.revoke(incident: "INC-2")) == "revoked by admin:harbour/ben for INC-1")
    let own = People.stop(Self.key, by: owner)
    #expect(
      outcome(own, .suspend(incident: "INC-2"), by: "admin:harbour/ben", subjectUser: "amy")
        == "suspended by admin:harbour/ben for INC-2")
  }

  @Test func whatIsNotOfTheSevenKindsIsNotStopped() {
    for kind in Kind.allCases {
      let subject = Address(kind, institution: "harbour", name: "x")
      let found = outcome(
        OverrideLife(subject: subject, stop: nil), .suspend(incident: "INC-2"), by: "staff:sec")
      let may = [
        "Institution", "PortalUser", "TradingApplication", "BrokerApplication",
        "TraderAuthorization", "RetailClient", "Key",
      ].contains(kind.name)
      #expect((found == "stop-impossible") == !may, "\(kind.name)")
    }
  }

  @Test func whatStaffStoppedOnlySecurityLifts() {
    for isRevoked in [false, true] {
      let stop = People.stop(Self.authorization, by: "staff:rev", isRevoked: isRevoked)
      for actor in People.actors {
        let wanted =
          switch actor {
          case "staff:sec": "free"
          case _ where Self.staff.contains(actor): "staff-role"
          default: "stop-side"
          }
        #expect(outcome(stop, .resume(incident: nil), by: actor) == wanted, "\(actor)")
      }
    }
  }

  @Test func whatTheOwnSideStoppedItAndStaffLift() {
    let stop = People.stop(Self.authorization, by: "admin:harbour/amy")
    for actor in People.actors {
      let may = Self.staff.union(Self.admins).contains(actor)
      #expect(
        outcome(stop, .resume(incident: nil), by: actor) == (may ? "free" : "stop-side"),
        "\(actor)")
    }
  }

  @Test func nobodyGivesBackTheirOwnRights() {
    let stop = People.stop(Self.authorization, by: "admin:harbour/ben")
    #expect(
      outcome(stop, .resume(incident: nil), by: "admin:harbour/amy", subjectUser: "amy")
        == "stop-side")
    #expect(
      outcome(stop, .resume(incident: nil), by: "admin:harbour/ben", subjectUser: "amy") == "free")
  }

  @Test func whoIsStoppedStopsAndLiftsNothing() {
    let amy = Address(.portalUser, institution: "harbour", name: "amy")
    let stops = [People.stop(amy, by: "staff:sec").resource].compactMap(\.self)
    let free = OverrideLife(subject: Self.authorization, stop: nil)
    #expect(
      outcome(free, .suspend(incident: "INC-2"), by: "admin:harbour/amy", beside: stops)
        == "stop-side")
  }

  @Test func aStrongerStopReplacesAWeakerOneAndNoWeakerOneAStronger() {
    func found(_ by: String, _ isRevoked: Bool, _ move: StopMove, _ actor: String) -> String {
      outcome(People.stop(Self.authorization, by: by, isRevoked: isRevoked), move, by: actor)
    }
    let suspend = StopMove.suspend(incident: "INC-2"), revoke = StopMove.revoke(incident: "INC-2")
    let (amy, ops) = ("admin:harbour/amy", "staff:ops")
    #expect(found(amy, false, suspend, amy) == "stop-stands")
    #expect(found(amy, true, suspend, amy) == "stop-stands")
    #expect(found(amy, true, revoke, amy) == "stop-stands")
    #expect(found(amy, false, revoke, amy) == "revoked by admin:harbour/amy for INC-2")
    #expect(found(amy, false, suspend, ops) == "suspended by staff:ops for INC-2")
    #expect(found(amy, true, suspend, ops) == "revoked by staff:ops for INC-2")
    #expect(found(ops, false, suspend, ops) == "stop-stands")
    #expect(found(ops, false, revoke, ops) == "revoked by staff:ops for INC-2")
    #expect(found(ops, false, suspend, amy) == "stop-stands")
    // The institution may end its secrets; what staff stopped stays staff's to lift.
    #expect(found(ops, false, revoke, amy) == "revoked by staff:ops for INC-1")
  }

  @Test func anIncidentLiftsOnlyItsOwn() {
    let stop = People.stop(Self.authorization, by: "staff:ops")
    #expect(outcome(stop, .resume(incident: "INC-9"), by: "staff:sec") == "stop-stands")
    #expect(outcome(stop, .resume(incident: "INC-1"), by: "staff:sec") == "free")
  }

  @Test func inProdLiftingWhatStaffStoppedNeedsASecondPerson() {
    let (own, theirs) = (
      People.stop(Self.authorization, by: "admin:harbour/amy"),
      People.stop(Self.authorization, by: "staff:ops")
    )
    #expect(theirs.liftNeedsSecondPerson(inProduction: true))
    #expect(!theirs.liftNeedsSecondPerson(inProduction: false))
    #expect(!own.liftNeedsSecondPerson(inProduction: true))
  }

  @Test func aStopIsReadBackAsItWasRecorded() throws {
    for actor in ["staff:ops", "admin:harbour/amy"] {
      for isRevoked in [false, true] {
        let stop = People.stop(People.trading, by: actor, isRevoked: isRevoked)
        let record = try #require(stop.resource)
        #expect(OverrideLife(of: People.trading, recorded: record) == stop)
        #expect(record.address.subject == People.trading)
      }
    }
    #expect(OverrideLife(of: People.trading, recorded: nil).resource == nil)
  }
}
