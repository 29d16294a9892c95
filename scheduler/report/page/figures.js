/* The header of figures: what it costs, how good it is, what customers and engineers get. */
"use strict";
(() => {
  const P = window.paigong, { el, word, data } = P;
  const kpi = id => data.kpis.find(one => one.id === id);
  const value = (id, digits = 0, unit = "%") => {
    const one = kpi(id);
    return one.value === null ? "–" : `${P.number(one.value, digits)}${unit ? ` ${unit}` : ""}`;
  };
  const promises = id => {
    const one = kpi(id);
    return one.denominator ? word("promises", one.numerator, one.denominator) : word("unmeasured");
  };
  const figure = (title, main, below, level) =>
    el("div", { class: `figure-card ${level || ""}` }, el("h3", null, title), el("p", { class: "main" }, main), el("p", { class: "below" }, below));

  const below = (id, floor) => (kpi(id).value !== null && kpi(id).value < floor ? "warn" : "");
  const draw = () => {
    const over = kpi("overtime"), day = kpi("tickets-per-day"), travel = kpi("travel-share"), wait = kpi("wait");
    P.fill(P.byId("figures"),
      figure(word("cost"), P.money(data.cost), P.both([data.proof.en, data.proof.zh]), "wide"),
      figure(word("served"), [String(data.served), el("small", null, ` / ${data.open}`)], word("unservedCount", data.unserved), data.unserved ? "warn" : "good"),
      figure(word("slaResponse"), value("sla-response"), promises("sla-response"), below("sla-response", 95)),
      figure(word("slaResolution"), value("sla-resolution"), promises("sla-resolution"), below("sla-resolution", 95)),
      figure(word("perEngineer"), value("tickets-per-day", 1, ""), word("perDay", day.numerator, day.denominator)),
      figure(word("onSite"), value("utilization"), word("withTravel", kpi("utilization-with-travel").value === null ? "–" : P.number(kpi("utilization-with-travel").value))),
      figure(word("travelShare"), value("travel-share"), word("ofDriving", P.number(travel.numerator, 1))),
      figure(word("overtimeFigure"), value("overtime", 1), word("overtimeOf", P.number(over.numerator, 1), P.number(over.denominator))),
      figure(word("meanWait"), value("wait", 1, P.language === "zh" ? "小时" : "h"), word("fromCall", wait.denominator)));
    const alert = P.byId("alert"), broken = data.findings.filter(finding => finding[1]).length;
    const aside = data.aside || [];
    alert.hidden = !broken && !aside.length;
    P.fill(alert, broken ? el("p", null, word("broken", broken)) : null,
      aside.length ? el("details", null, el("summary", null, word("setAside", aside.length)),
        el("ul", null, aside.map(([file, row, why]) => el("li", null, `${file}${row === null ? "" : `:${row}`}: ${why}`)))) : null);
  };
  P.listen(changed => changed.has("language") && draw());
  draw();
})();
