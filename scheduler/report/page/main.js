/* Filters, legend, zoom, language and keys. */
"use strict";
(() => {
  const P = window.paigong, { el, word, data } = P;
  const { timeline, first, last, quarter } = P.gantt;
  const inputs = { territory: P.byId("filter-territory"), engineer: P.byId("filter-engineer"), text: P.byId("filter-text"), late: P.byId("filter-late") };

  const options = (node, list) => {
    P.fill(node, el("option", { value: "" }, word("all")), list.map(([value, name]) => el("option", { value }, name)));
  };
  const label = (name, kind) => el("span", null, el("i", { class: `key ${kind}` }), name);
  const several = data.days.length > 1;
  const go = (from, to, day) => () => {
    timeline.setWindow(from - quarter, to + 2 * quarter, { animation: false });
    P.set({ day });
  };
  const days = () => {
    if (!several) return el("button", { type: "button", onclick: go(...first, null) }, word("fit"));
    const button = (name, from, to, day) => el("button", { type: "button", "aria-pressed": String(P.state.day === day), onclick: go(from, to, day) }, name);
    return [...data.days.map(([from, to]) => button(P.day(from), from, to, Math.floor(from / 864e5))), button(word("all"), first[0], last[1], null)];
  };
  const draw = () => {
    document.documentElement.lang = P.language === "zh" ? "zh-CN" : "en";
    for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
    for (const node of document.querySelectorAll("[data-language]")) node.setAttribute("aria-pressed", String(node.dataset.language === P.language));
    P.byId("name").textContent = data.name;
    const dates = data.days.length ? [P.longDay(first[0]), ...(several ? [P.longDay(last[0])] : [])].join(" – ") : "";
    const zone = data.zone ? `${word("zone")}${data.zone.slice(0, 3)}:${data.zone.slice(3, 5)}` : "";
    P.byId("subtitle").textContent = [dates, `${word("policy")} ${data.policy}`, zone].filter(Boolean).join(" · ");
    options(inputs.territory, data.territories.map(one => [one.id, one.name ? `${one.name} ${one.id}` : one.id]));
    options(inputs.engineer, data.engineers.map(one => [one.id, P.name(one)]));
    inputs.territory.value = P.state.territory;
    inputs.engineer.value = P.state.engineer;
    P.fill(P.byId("legend"), [1, 2, 3, 4].map(n => label(`P${n}`, `p${n}`)),
      ["late", "drive", "wait", "break", "overtime", "whisker", "absence", "training", ...(data.now === null ? [] : ["planned", "now"])].map(kind => label(word(kind), kind)));
    P.fill(P.byId("map-legend"), label(word("home"), "start"), label(word("unserved"), "left"), label(word("late"), "trouble"));
    P.fill(P.byId("zoom"), days(),
      el("button", { type: "button", "aria-label": word("zoomOut"), title: word("zoomOut"), onclick: () => timeline.zoomOut(0.4, { animation: false }) }, "−"),
      el("button", { type: "button", "aria-label": word("zoomIn"), title: word("zoomIn"), onclick: () => timeline.zoomIn(0.4, { animation: false }) }, "+"),
    );
  };

  inputs.territory.addEventListener("change", () => P.set({ territory: inputs.territory.value }));
  inputs.engineer.addEventListener("change", () => P.set({ engineer: inputs.engineer.value, focus: null }));
  inputs.text.addEventListener("input", () => P.set({ text: inputs.text.value }));
  inputs.late.addEventListener("change", () => P.set({ late: inputs.late.checked }));
  const clear = () => {
    inputs.text.value = inputs.territory.value = inputs.engineer.value = "";
    inputs.late.checked = false;
    P.set({ territory: "", engineer: "", text: "", late: false, focus: null });
  };
  P.byId("filter-clear").addEventListener("click", clear);
  P.byId("filters").addEventListener("submit", event => event.preventDefault());

  for (const button of document.querySelectorAll("[data-language]"))
    button.addEventListener("click", () => {
      if (P.language === button.dataset.language) return;
      P.language = button.dataset.language;
      P.set({ language: P.language });
    });
  P.state.language = P.language;
  P.listen(changed => (changed.has("language") || changed.has("day")) && draw());
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") { P.noteOff(); P.set({ ticket: null, focus: null }); }
    if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(document.activeElement.tagName)) { inputs.text.focus(); event.preventDefault(); }
  });
  draw();
  if (several) P.set({ day: Math.floor(first[0] / 864e5) });
  document.body.dataset.ready = "yes";
})();
