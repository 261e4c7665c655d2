/// The one script of the pages: filters over what is there already.
///
/// Without it everything is shown and the form stays hidden. Every row that a filter knows carries
/// `data-i` (its institution), `data-d` (directions) and `data-n` (how many it stands for); what is
/// counted together stands in an element with `data-noun`.
enum PageScript {
  static let asset = HTMLAsset.script(
    """

    (function () {
      "use strict";
      var form = document.getElementById("filter");
      if (!form) { return; }
      var output = form.querySelector("output");
      var tables = Array.from(document.querySelectorAll("[data-noun]")).map(function (table) {
        var rows = Array.from(table.querySelectorAll("[data-n]")).map(function (row) {
          return {
            row: row, place: row.getAttribute("data-i") || "",
            ways: (row.getAttribute("data-d") || "").split(" "),
            count: Number(row.getAttribute("data-n")), text: row.textContent.toLowerCase()
          };
        });
        return { noun: table.getAttribute("data-noun"), rows: rows };
      });
      function value(name) {
        var field = form.elements.namedItem(name);
        return field ? field.value.trim() : "";
      }
      function apply() {
        var place = value("institution"), words = value("text").toLowerCase();
        var way = value("direction");
        var counts = tables.map(function (table) {
          var shown = 0, all = 0;
          table.rows.forEach(function (entry) {
            var fits = (!place || entry.place === place) && entry.text.includes(words)
              && (!way || way.split(" ").every(function (one) { return entry.ways.includes(one); }));
            entry.row.hidden = !fits;
            all += entry.count;
            if (fits) { shown += entry.count; }
          });
          return shown.toLocaleString("en") + " of " + all.toLocaleString("en") + " " + table.noun;
        });
        output.textContent = "Shown: " + counts.join(", ") + ".";
      }
      form.hidden = false;
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      form.addEventListener("input", apply);
      form.addEventListener("reset", function () { setTimeout(apply, 0); });
      apply();
    }());

    """)
}
