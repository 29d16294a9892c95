/* Data, words and small tools. Whatever came from a customer becomes text, never markup. */
"use strict";
window.paigong = (() => {
  const read = id => JSON.parse(document.getElementById(id).textContent);
  const data = read("data"), words = read("words");
  const browser = (navigator.languages && navigator.languages[0]) || navigator.language || "en";
  const P = { data, language: data.language || (/^zh\b/i.test(browser) ? "zh" : "en") };

  P.tickets = new Map(data.tickets.map(ticket => [ticket.id, ticket]));
  P.engineers = new Map(data.engineers.map((engineer, n) => [engineer.id, { ...engineer, mark: data.marks[n], order: n }]));
  P.visitsOf = new Map(data.engineers.map(engineer => [engineer.id, data.tickets.filter(t => t.engineer === engineer.id)]));

  /* One of [English, Chinese]; the other where one is empty. */
  P.both = pair => (P.language === "zh" ? pair[1] || pair[0] : pair[0] || pair[1]);
  P.word = (key, ...values) => P.both(words[key]).replace(/\{(\d)\}/g, (_, n) => values[n]);
  P.rule = id => P.both(data.rules[id] || [id, id]);

  P.el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "style") Object.entries(value).forEach(([key, one]) => node.style.setProperty(key, one));
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
    return node;
  };
  P.byId = id => document.getElementById(id);
  P.fill = (node, ...children) => { node.replaceChildren(...children.flat().filter(Boolean)); return node; };

  const locale = () => (P.language === "zh" ? "zh-CN" : "en-GB");
  const form = options => ms => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(ms);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const sameDay = ms => data.days.length === 0 || Math.floor(ms / 864e5) === Math.floor(data.days[0][0] / 864e5);
  P.day = ms => form({ weekday: "short", day: "numeric", month: "short" })(ms);
  P.longDay = ms => form({ weekday: "long", day: "numeric", month: "long", year: "numeric" })(ms);
  P.time = ms => (sameDay(ms) ? form(clock)(ms) : `${form({ day: "2-digit", month: "2-digit" })(ms)} ${form(clock)(ms)}`);
  P.span = (from, to) => `${P.time(from)}–${P.time(to)}`;
  P.number = (value, digits = 0) =>
    new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  P.money = value => `${P.number(value, Math.abs(value) < 1000 ? 2 : 0)} ${data.currency}`;
  /* An appointment; a side that is open is said to be. */
  P.window = ([from, to]) =>
    from === null ? (to === null ? P.word("anyTime") : P.word("until", P.time(to))) : to === null ? P.word("from", P.time(from)) : P.span(from, to);
  P.length = ms => {
    const minutes = Math.round(Math.abs(ms) / 6e4);
    return minutes < 60 ? P.word("minutes", minutes) : P.word("hours", P.number(minutes / 60, minutes % 60 ? 1 : 0));
  };
  P.name = engineer => (engineer.name ? `${engineer.name} ${engineer.id}` : engineer.id);
  P.doubtful = ticket => ticket.chance < 70;
  P.trouble = ticket => ticket.late > 0 || Boolean(ticket.broken);
  return P;
})();
