import SQLiteStore
import Testing

@Suite struct SQLiteContractTests {
  @Test(arguments: StoreContract.allCases)
  func aSQLiteStoreKeepsTheContract(_ clause: StoreContract) throws {
    let folder = try TemporaryFolder()
    try clause.verify {
      SQLiteStore(path: folder.file("register.db"), lockTimeoutMilliseconds: 2_000)
    }
  }
}
