/* What is chosen: filters, a day, a ticket, an engineer in the foreground. Panes listen and follow. */
"use strict";
(() => {
  const P = window.paigong;
  const listeners = [];
  P.state = { territory: "", engineer: "", text: "", late: false, day: null, ticket: null, focus: null };

  /* Call back with the names of what changed, and who changed it. */
  P.listen = listener => listeners.push(listener);
  P.set = (changes, source) => {
    const changed = Object.keys(changes).filter(key => P.state[key] !== changes[key]);
    if (!changed.length) return;
    Object.assign(P.state, changes);
    listeners.forEach(listener => listener(new Set(changed), source));
  };
  P.select = (id, source) => {
    const ticket = P.tickets.get(id);
    P.set({ ticket: ticket ? id : null, focus: (ticket && ticket.engineer) || (ticket ? null : P.state.focus) }, source);
  };

  const text = ticket =>
    [ticket.id, ticket.title, ticket.customer, ticket.contact, ticket.phone, ticket.note, ticket.address, ticket.type, ...(ticket.skills || []), ...(ticket.certificates || [])]
      .join(" ").toLowerCase();
  const texts = new Map(P.data.tickets.map(ticket => [ticket.id, text(ticket)]));

  /* A comma means "or", blanks mean "and". */
  P.matches = ticket => {
    const wanted = P.state.text.toLowerCase().split(/[,，;；]/).map(one => one.trim()).filter(Boolean);
    return !wanted.length || wanted.some(one => one.split(/\s+/).every(word => texts.get(ticket.id).includes(word)));
  };
  P.ticketShown = ticket =>
    (!P.state.territory || ticket.territory === P.state.territory) &&
    (!P.state.engineer || ticket.engineer === P.state.engineer) &&
    (!P.state.late || P.trouble(ticket)) &&
    P.matches(ticket);
  P.engineerShown = engineer => {
    const { territory, engineer: only, text: wanted, late } = P.state;
    const visits = P.visitsOf.get(engineer.id);
    if (only && engineer.id !== only) return false;
    if (wanted.trim() || late) return visits.some(P.ticketShown);
    if (!territory) return true;
    return !engineer.territories.length || engineer.territories.includes(territory) || visits.some(P.ticketShown);
  };
  /* Of several days the map shows one; what is unserved belongs to each. */
  P.onDay = start => P.state.day === null || start === undefined || Math.floor(start / 864e5) === P.state.day;
  P.filtered = () => Boolean(P.state.territory || P.state.engineer || P.state.text.trim() || P.state.late);
})();
