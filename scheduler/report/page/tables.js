/* Tables behind tabs: what is left, all tickets, money, what the judge found, key figures. */
"use strict";
(() => {
  const P = window.paigong, { el, word, data } = P;
  const unserved = data.tickets.filter(ticket => ticket.reason);
  const isFigure = name => ["amount", "count", "value", "made"].some(key => word(key) === name);
  const head = (...names) => el("thead", null, el("tr", null, names.map(name => el("th", { scope: "col", class: isFigure(name) ? "figure" : null }, name))));
  const cell = (content, kind) => el("td", { class: kind }, content === undefined || content === null ? "" : content);
  /* Each cell knows its heading: on a phone a row becomes a card that says it. */
  const table = (header, rows, none) => {
    if (!rows.length) return el("p", { class: "empty" }, none || word("none"));
    const names = [...header.querySelectorAll("th")].map(one => one.textContent);
    for (const row of rows) [...row.children].forEach((one, n) => one.setAttribute("data-head", names[n]));
    return el("table", null, header, el("tbody", null, rows));
  };
  const ticketRow = (ticket, ...cells) =>
    el("tr", { tabindex: 0, "data-ticket": ticket.id, class: P.state.ticket === ticket.id ? "chosen" : "", "aria-selected": String(P.state.ticket === ticket.id) }, ...cells);
  const id = ticket => cell([P.badge(ticket), " ", el("b", null, ticket.id)], "nowrap");

  const left = () => table(
    head(word("ticket"), word("job"), word("territory"), word("reason")),
    unserved.filter(P.ticketShown).map(ticket => ticketRow(ticket, id(ticket), cell([ticket.title || ticket.type || "", el("div", { class: "small" }, ticket.customer || "")], "job"), cell(territory(ticket.territory)),
      cell([P.both([ticket.reason[1], ticket.reason[2]]), ticket.reason[3] ? el("div", { class: "small clamp" }, P.both(ticket.reason.slice(3))) : ""]))),
    unserved.length ? word("nothingShown") : word("allServed"));

  const territory = key => { const one = data.territories.find(t => t.id === key); return one ? one.name || one.id : key || ""; };
  const slack = ticket => {
    if (ticket.start === undefined) return el("span", { class: "missed" }, word("unservedNote"));
    const left = [["respond", "start"], ["resolve", "finish"]].filter(([due]) => ticket[due] !== undefined).map(([due, done]) => ticket[due] - ticket[done]);
    if (!left.length) return "–";
    const least = Math.min(...left);
    return el("span", { class: least < 0 ? "missed" : "kept" }, least < 0 ? word("lateBy", P.length(least)) : word("spare", P.length(least)));
  };
  const chance = ticket => ticket.chance === undefined ? "–" :
    el("span", { class: P.doubtful(ticket) ? "missed" : "kept" }, `${ticket.chance} %`);
  const tickets = () => table(
    head(word("ticket"), word("job"), word("engineer"), word("time"), word("slack"), word("chance")),
    data.tickets.filter(P.ticketShown).map(ticket => ticketRow(ticket, id(ticket), cell([ticket.title || ticket.type || "", el("div", { class: "small" }, ticket.customer || "")], "job"),
      cell(ticket.engineer ? P.name(P.engineers.get(ticket.engineer)) : "–"), cell(ticket.start === undefined ? "–" : P.span(ticket.start, ticket.finish), "nowrap"), cell(slack(ticket)), cell(chance(ticket), "nowrap"))),
    word("nothingShown"));

  const costs = () => {
    const most = Math.max(1, ...data.costs.map(([, cost]) => cost));
    const rows = data.costs.filter(([, cost]) => cost).map(([rule, cost, count]) => el("tr", null, cell(P.rule(rule)), cell(P.money(cost), "figure"),
      cell([el("span", { class: "share", style: { width: `${Math.max(1, 60 * cost / most)}px` } }), ` ${P.number(100 * cost / (data.cost || 1), 1)} %`], "nowrap"), cell(count ? String(count) : "–", "figure")));
    const total = el("tr", { class: "total" }, cell(word("total")), cell(P.money(data.cost), "figure"), cell(""), cell(""));
    return [table(head(word("rule"), word("amount"), word("share"), word("count")), [...rows, total]),
      el("h3", { class: "small-head" }, word("everyPrice"), el("span", { class: "count" }, String(prices().length))), listed(prices())];
  };

  const shownFinding = ([, , ticket]) => !P.filtered() || !P.tickets.has(ticket) || P.ticketShown(P.tickets.get(ticket));
  const found = () => data.findings.filter(finding => finding[1] && shownFinding(finding));
  const prices = () => data.findings.filter(finding => !finding[1] && shownFinding(finding));
  const findings = () => listed(found(), word("noneBroken"));
  const listed = (those, none) => table(head(word("rule"), word("what"), word("amount")), those.map(([rule, hard, ticket, , cost, message]) => {
      const known = P.tickets.get(ticket);
      const cells = [cell(hard ? el("b", { class: "missed" }, `× ${P.rule(rule)}`) : P.rule(rule)), cell(P.both(message)), cell(hard ? "" : P.money(cost), "figure")];
      return known ? ticketRow(known, ...cells) : el("tr", null, ...cells);
    }), none);

  const kpis = () => table(head(word("figure"), word("value"), word("made")), data.kpis.filter(one => one.value !== null).map(one => {
    const digits = one.unit === "1" ? 2 : 1, unit = { "%": " %", h: " h", min: " min", 1: "" }[one.unit];
    const part = number => P.number(number, Number.isInteger(number) ? 0 : 1);
    return el("tr", null, cell(P.both([one.title_en, one.title_zh])), cell(`${P.number(one.value, digits)}${unit}`, "figure"), cell(`${part(one.numerator)} / ${part(one.denominator)}`, "figure small"));
  }));

  const tabs = { unserved: left, tickets, costs, findings, kpis };
  const counts = {
    unserved: () => unserved.filter(P.ticketShown).length,
    tickets: () => data.tickets.filter(P.ticketShown).length,
    findings: () => found().length,
  };
  let open = unserved.length ? "unserved" : "tickets";
  const panel = el("div", { class: "panel", role: "tabpanel", tabindex: 0, id: "panel" });
  P.byId("panels").append(panel);

  const drawTabs = () => P.fill(P.byId("tabs"), Object.keys(tabs).map(key => el("button", {
    type: "button", role: "tab", id: `tab-${key}`, "aria-selected": String(key === open), "aria-controls": "panel", tabindex: key === open ? 0 : -1,
    onclick: () => { open = key; draw(); },
  }, word(key), counts[key] ? el("span", { class: "count" }, String(counts[key]())) : null)));
  const draw = () => {
    drawTabs();
    panel.setAttribute("aria-labelledby", `tab-${open}`);
    P.fill(panel, [tabs[open]()].flat());
  };
  P.byId("tabs").addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const keys = Object.keys(tabs);
    open = keys[(keys.indexOf(open) + step + keys.length) % keys.length];
    draw();
    P.byId(`tab-${open}`).focus();
  });

  const rowOf = event => event.target.closest && event.target.closest("tr[data-ticket]");
  panel.addEventListener("click", event => { const row = rowOf(event); if (row) P.select(row.dataset.ticket, "table"); });
  panel.addEventListener("keydown", event => {
    const row = rowOf(event);
    if (!row) return;
    if (event.key === "Enter" || event.key === " ") { P.select(row.dataset.ticket, "table"); event.preventDefault(); }
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (next) { next.focus(); event.preventDefault(); }
  });
  const choose = source => {
    for (const row of panel.querySelectorAll("tr[data-ticket]")) {
      const chosen = row.dataset.ticket === P.state.ticket;
      row.classList.toggle("chosen", chosen);
      row.setAttribute("aria-selected", String(chosen));
      if (chosen && source !== "table") panel.scrollTo({ top: row.offsetTop - panel.clientHeight / 2 });
    }
  };
  P.listen((changed, source) => {
    if (["language", "territory", "engineer", "text", "late"].some(key => changed.has(key))) draw();
    if (changed.has("ticket")) choose(source);
  });
  draw();
})();
