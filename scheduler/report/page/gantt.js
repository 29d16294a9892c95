/* The Gantt: a row an engineer, a bar for everything she does. */
"use strict";
(() => {
  const P = window.paigong, { el, word, data } = P;
  const box = P.byId("gantt");
  const quarter = 15 * 6e4;

  const groups = new vis.DataSet(data.engineers.map((engineer, order) => ({ id: engineer.id, order, content: "" })));
  const shown = new vis.DataView(groups, { filter: group => P.engineerShown(P.engineers.get(group.id)) });

  const visitClass = ticket =>
    ["bar visit", `p${ticket.priority}`, ticket.late > 0 && "late", ticket.broken && "broken",
      P.filtered() && !P.ticketShown(ticket) && "faded"].filter(Boolean).join(" ");
  /* A wrong plan may visit a ticket twice: both bars are drawn, the first is the one that selection finds. */
  const seen = new Set();
  const visitId = (ticket, n) => (seen.has(ticket) ? `visit:${ticket}#${n}` : (seen.add(ticket), `visit:${ticket}`));
  const bar = ([engineer, kind, start, end, ticket], n) => ({
    id: kind === "visit" ? visitId(ticket, n) : `bar:${n}`, group: engineer, start, end, kind, ticket, type: "range", content: "",
    className: kind === "visit" ? visitClass(P.tickets.get(ticket)) : `bar ${kind}`,
  });
  const span = ([engineer, kind, start, end, name], n) => ({
    id: `span:${n}`, group: engineer, start, end, kind, name, type: "background", content: "", className: `span ${kind}`,
  });
  /* When the visit begins on eight days of ten. */
  const whisker = ticket => ({
    id: `whisker:${ticket.id}`, group: ticket.engineer, start: ticket.early, end: Math.max(ticket.lateStart, ticket.early + 6e4),
    kind: "whisker", ticket: ticket.id, type: "range", content: "", className: `bar whisker ${P.doubtful(ticket) ? "doubtful" : ""}`,
  });
  const whiskers = data.tickets.filter(ticket => ticket.early !== undefined && ticket.engineer).map(whisker);
  const items = new vis.DataSet([...data.spans.map(span), ...data.bars.map(bar), ...whiskers]);

  const visitContent = ticket => {
    const mark = P.engineers.get(ticket.engineer).mark[0];
    const label = `${ticket.id} ${ticket.title || ""}, P${ticket.priority}, ${P.span(ticket.start, ticket.finish)}` +
      (ticket.late > 0 ? `, ${word("late")}` : "") + (ticket.broken ? `, ${word("brokenRule")}` : "");
    return el("span", { class: "face", tabindex: 0, role: "button", "aria-label": label, "data-ticket": ticket.id, style: { "--mark": mark } },
      el("b", null, String(ticket.number)),
      ticket.broken ? el("i", { class: "flag" }, "×") : ticket.late > 0 ? el("i", { class: "flag" }, "!") : null,
      ticket.pinned ? el("i", { class: "pin" }, "◆") : null,
      ` ${ticket.id} ${ticket.title || ""}`);
  };
  const template = item => {
    if (item.kind === "visit") return visitContent(P.tickets.get(item.ticket));
    return el("span", { class: "face" }, item.name === "out" ? word("out") : ["absence", "training"].includes(item.kind) ? item.name : "");
  };

  const groupTemplate = group => {
    const engineer = group && P.engineers.get(group.id);
    if (!engineer) return el("span");
    const visits = P.visitsOf.get(engineer.id).length;
    const minutes = (engineer.minutes.visit || 0) + (engineer.minutes.drive || 0);
    const busy = engineer.available ? Math.round(100 * minutes / engineer.available) : 0;
    const off = ["suspended", "dismissed"].includes(engineer.standing) ? ` · ${word("notDispatched")}` : "";
    const facts = `${word(`tier${engineer.tier}`)} · ${word(visits === 1 ? "visitOne" : "visitsCount", visits)} · ${busy} %${off}`;
    return el("div", { class: `row ${P.state.focus === engineer.id ? "focus" : ""}`, tabindex: 0, role: "button", "data-engineer": engineer.id, "aria-pressed": String(P.state.focus === engineer.id) },
      el("span", { class: "swatch", style: { background: engineer.mark[0] } }),
      el("span", { class: "who" }, el("b", null, engineer.name || engineer.id), engineer.name ? el("span", null, engineer.id) : null),
      el("span", { class: "facts", title: word("busy", busy) }, facts),
      el("span", { class: "load" }, el("span", { style: { width: `${Math.min(100, busy)}%` } })));
  };

  const first = data.days.length ? data.days[0] : [0, 864e5];
  const last = data.days.length ? data.days[data.days.length - 1] : first;
  const labels = { minorLabels: { minute: "HH:mm", hour: "HH:mm", weekday: "D", day: "D" }, majorLabels: { minute: "M-D", hour: "M-D", weekday: "YYYY-M", day: "YYYY-M" } };
  /* A phone has room for half a shift; the rest is a swipe away. */
  const narrow = () => innerWidth < 700;
  const begin = narrow() && data.now !== null ? Math.max(first[0] - quarter, data.now - 6 * quarter) : first[0] - quarter;
  const opening = begin > first[0] ? begin + 19 * quarter : narrow() ? Math.min(first[0] + 18 * quarter, first[1] + 2 * quarter) : first[1] + 2 * quarter;
  const timeline = new vis.Timeline(box, items, shown, {
    stack: false, orientation: "top", showCurrentTime: false, selectable: true, multiselect: false, groupOrder: "order",
    verticalScroll: true, zoomKey: "ctrlKey", maxHeight: Math.max(320, Math.round(innerHeight * 0.6)),
    margin: { item: { horizontal: 0, vertical: 5 }, axis: 5 }, moment: date => vis.moment.utc(date), format: labels,
    min: first[0] - 4 * quarter, max: last[1] + 4 * quarter, start: begin, end: opening,
    zoomMin: 2 * quarter, template, groupTemplate, groupHeightMode: "fixed", showTooltips: false,
  });
  /* Above the rows, whose shifts would cover it. */
  if (data.now !== null) timeline.addCustomTime(data.now, "now");

  /* The appointment and the promises of the chosen ticket, in its row. */
  const hints = ticket => {
    if (!ticket || ticket.start === undefined) return [];
    const base = { group: ticket.engineer, type: "background", content: "", kind: "hint" };
    return [
      ...(ticket.windows || []).map(([start, end], n) => ({ ...base, id: `hint:window${n}`, start: start ?? first[0], end: end ?? last[1], className: "span window" })),
      ...["respond", "resolve"].filter(kind => ticket[kind] !== undefined)
        .map(kind => ({ ...base, id: `hint:${kind}`, start: ticket[kind], end: ticket[kind] + 6e4, className: "span due" })),
    ];
  };
  const showTicket = source => {
    const ticket = P.tickets.get(P.state.ticket);
    items.remove(items.get({ filter: item => item.kind === "hint" }));
    items.add(hints(ticket));
    const id = ticket && ticket.start !== undefined ? `visit:${ticket.id}` : null;
    timeline.setSelection(id ? [id] : []);
    if (id && source !== "gantt") reveal(ticket, id);
  };
  const reveal = (ticket, id) => {
    const range = timeline.getWindow();
    if (ticket.start < range.start || ticket.finish > range.end) timeline.focus(id, { animation: false, zoom: false });
    const row = [...box.querySelectorAll(".row")].find(node => node.dataset.engineer === ticket.engineer);
    if (row) row.scrollIntoView({ block: "nearest" });
  };
  const refilter = () => {
    shown.refresh(); // first: the timeline asks the view for its rows at every change of an item
    items.update(data.tickets.filter(t => t.start !== undefined).map(t => ({ id: `visit:${t.id}`, className: visitClass(t) })));
    P.byId("gantt-empty").hidden = shown.length > 0;
  };
  const relabel = () => {
    groups.update(groups.getIds().map(id => ({ id, content: `${P.language} ${P.state.focus === id}` })));
    items.update(data.tickets.filter(t => t.start !== undefined).map(t => ({ id: `visit:${t.id}`, content: P.language })));
  };

  /* Left to itself the axis of a narrow Gantt shows the month in place of the hours. */
  const hourly = () => {
    const { start, end } = timeline.getWindow(), hours = (end - start) / 36e5;
    timeline.setOptions({ timeAxis: narrow() && hours <= 48 ? { scale: "hour", step: hours > 30 ? 12 : hours > 12 ? 4 : hours > 6 ? 2 : 1 } : {} });
  };
  let step = "";
  timeline.on("rangechanged", () => {
    const { start, end } = timeline.getWindow(), now = `${narrow()} ${Math.ceil((end - start) / 72e5)}`;
    if (now !== step) { step = now; hourly(); }
  });
  hourly();

  timeline.on("click", event => {
    const item = event.item && items.get(event.item);
    if (event.what === "group-label" && event.group) P.set({ focus: P.state.focus === event.group ? null : event.group, ticket: null }, "gantt");
    else P.select(item && item.ticket ? item.ticket : null, "gantt");
  });
  const about = item => {
    if (item.ticket && item.kind === "visit") return P.ticketNote(P.tickets.get(item.ticket));
    return [el("p", { class: "title" }, `${word(item.kind)} · ${P.span(+item.start, +item.end)}`), el("p", { class: "small" }, [P.length(item.end - item.start), item.ticket ? `→ ${item.ticket}` : ""].join(" "))];
  };
  timeline.on("itemover", ({ item, event }) => P.note(about(items.get(item)), event.clientX, event.clientY));
  timeline.on("itemout", P.noteOff);
  box.addEventListener("focusin", event => {
    const ticket = P.tickets.get(event.target.dataset && event.target.dataset.ticket);
    if (!ticket || !event.target.matches(":focus-visible")) return;
    const { left, bottom } = event.target.getBoundingClientRect();
    P.note(P.ticketNote(ticket), left, bottom);
  });
  box.addEventListener("focusout", P.noteOff);
  box.addEventListener("keydown", event => {
    const { ticket, engineer } = event.target.dataset || {};
    if (event.key === "Enter" || event.key === " ") {
      if (ticket) P.select(ticket, "gantt");
      else if (engineer) P.set({ focus: P.state.focus === engineer ? null : engineer, ticket: null }, "gantt");
      else return;
      event.preventDefault();
    } else if (ticket && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const visits = P.visitsOf.get(P.tickets.get(ticket).engineer);
      const next = visits[visits.findIndex(one => one.id === ticket) + (event.key === "ArrowRight" ? 1 : -1)];
      const node = next && [...box.querySelectorAll(".face[data-ticket]")].find(one => one.dataset.ticket === next.id);
      if (node) node.focus();
      event.preventDefault();
      event.stopPropagation();
    }
  });

  P.listen((changed, source) => {
    if (["territory", "engineer", "text", "late"].some(key => changed.has(key))) refilter();
    if (changed.has("language") || changed.has("focus")) relabel();
    if (changed.has("ticket")) showTicket(source);
  });
  P.gantt = { timeline, items, shown, first, last, quarter };
})();
