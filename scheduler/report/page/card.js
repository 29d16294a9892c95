/* Everything about one ticket: as a card that stays, and as a note under the pointer. */
"use strict";
(() => {
  const P = window.paigong, { el, word } = P;

  const line = (name, ...content) => [el("dt", null, name), el("dd", null, ...content)];
  const badge = ticket => el("span", { class: `priority p${ticket.priority}` }, `P${ticket.priority}`);
  P.badge = badge;

  /* A promise with what is left of it, in words and not by colour alone. */
  P.promise = (due, done) => {
    if (due === undefined) return null;
    if (done === undefined) return P.time(due);
    const left = due - done;
    const words = left >= 0 ? word("spare", P.length(left)) : word("lateBy", P.length(left));
    return [`${P.time(due)} `, el("span", { class: left >= 0 ? "kept" : "missed" }, words)];
  };

  const planned = ticket => {
    if (ticket.start === undefined) return [];
    const reached = word("reached", P.time(ticket.arrive), Math.round(ticket.travel / 60), P.number(ticket.metres / 1000, 1));
    const waited = ticket.start - ticket.arrive;
    return [
      ...line(word("engineer"), `${P.name(P.engineers.get(ticket.engineer))} · ${ticket.number}.`),
      ...line(word("time"), P.span(ticket.start, ticket.finish)),
      ...line(word("arrival"), reached, waited > 0 ? ` · ${word("waited", Math.round(waited / 6e4))}` : ""),
    ];
  };

  const asked = ticket => {
    const needs = [word(`tier${ticket.tier}`), ...(ticket.skills || []), ...(ticket.certificates || [])].join(", ");
    const windows = (ticket.windows || []).map(P.window).join(", ") || word("anyTime");
    return [
      ...(ticket.customer ? line(word("customer"), ticket.customer) : []),
      ...(ticket.contact ? line(word("contact"), ticket.contact) : []),
      ...(ticket.phone ? line(word("phone"), el("a", { href: `tel:${ticket.phone.replace(/[^\d+*#]/g, "")}` }, ticket.phone)) : []),
      ...(ticket.note ? line(word("note"), ticket.note) : []),
      ...(ticket.address ? line(word("address"), ticket.address) : []),
      ...line(word("windows"), windows),
      ...(ticket.respond === undefined ? [] : line(word("respond"), P.promise(ticket.respond, ticket.start))),
      ...(ticket.resolve === undefined ? [] : line(word("resolve"), P.promise(ticket.resolve, ticket.finish))),
      ...(ticket.early === undefined ? [] : line(word("whisker"), P.span(ticket.early, ticket.lateStart))),
      ...(ticket.chances ? Object.entries(ticket.chances).map(([kind, share]) => line(`${word("chance")}: ${word(kind === "window" ? "windows" : kind)}`,
        el("span", { class: share < 70 ? "missed" : "kept" }, `${share} %`))).flat() : []),
      ...line(word("needs"), needs),
      ...(ticket.parts ? line(word("parts"), ticket.parts.join(", ")) : []),
      ...(ticket.created === undefined ? [] : line(word("created"), `${P.day(ticket.created)} ${P.time(ticket.created).slice(-5)}`)),
    ];
  };

  const reason = ticket => {
    if (!ticket.reason) return null;
    const [, en, zh, ...detail] = ticket.reason;
    return el("div", { class: "why" }, el("h4", null, word("why")), el("p", null, P.both([en, zh])), (P.both(detail) || "").split(/;\s|；|\n/).filter(Boolean).map(part => el("p", { class: "small" }, part)));
  };

  const costs = ticket => {
    if (!ticket.costs) return el("p", { class: "small" }, ticket.start === undefined ? "" : word("free"));
    const rows = ticket.costs.map(([rule, cost, message]) =>
      el("tr", null, el("td", null, P.rule(rule), message[0] && message[0] !== P.data.rules[rule][0] ? el("div", { class: "small" }, P.both(message)) : null), el("td", { class: "figure" }, P.money(cost))));
    return el("table", { class: "costs" }, el("caption", null, word("price")), el("tbody", null, rows));
  };

  P.ticketNote = ticket => [
    el("h3", null, badge(ticket), ` ${ticket.id}`, ticket.pinned ? el("span", { class: "tag" }, word("pinned")) : null),
    el("p", { class: "title" }, ticket.title || ticket.type || ""),
    (ticket.broken || []).map(message => el("p", { class: "missed" }, P.both(message))),
    reason(ticket),
    el("dl", null, ...planned(ticket), ...asked(ticket)),
    costs(ticket),
  ];

  const hover = P.byId("hover");
  P.note = (content, x, y) => {
    P.fill(hover, content);
    hover.hidden = false;
    const { width, height } = hover.getBoundingClientRect();
    const left = x + 16 + width > innerWidth ? Math.max(8, x - width - 16) : x + 16;
    hover.style.left = `${left}px`;
    hover.style.top = `${Math.max(8, Math.min(y + 16, innerHeight - height - 8))}px`;
  };
  P.noteOff = () => { hover.hidden = true; };

  const card = P.byId("card");
  const show = () => {
    const ticket = P.tickets.get(P.state.ticket);
    card.hidden = !ticket;
    if (!ticket) return;
    P.noteOff();
    const close = el("button", { type: "button", class: "close", "aria-label": word("close"), onclick: () => P.set({ ticket: null, focus: null }) }, "×");
    P.fill(card, close, P.ticketNote(ticket));
  };
  P.listen(changed => { if (changed.has("ticket") || changed.has("language")) show(); });
})();
