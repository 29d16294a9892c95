/* The map: no tiles, only what the plan knows. Colour = engineer, figure = place in her route. */
"use strict";
(() => {
  const P = window.paigong, { el, data, word } = P;
  const points = [...data.tickets.map(ticket => ticket.at), ...data.engineers.map(engineer => engineer.home)].filter(Boolean);
  if (!points.length) {
    P.byId("map").hidden = true;
    P.byId("map-empty").hidden = false;
    P.map = null;
    return;
  }
  const map = L.map("map", { attributionControl: false, zoomSnap: 0.25, zoomControl: true, preferCanvas: false });
  map.createPane("ground").style.zIndex = 250;
  L.control.scale({ imperial: false }).addTo(map);
  map.fitBounds(L.latLngBounds(points).pad(0.06));

  /* Grid lines a round number of kilometres apart. */
  const grid = L.layerGroup().addTo(map);
  const drawGrid = () => {
    grid.clearLayers();
    const bounds = map.getBounds(), middle = bounds.getCenter();
    const height = (bounds.getNorth() - bounds.getSouth()) * 111.32;
    const step = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].find(km => height / km < 9) || 2000;
    const rows = step / 111.32, columns = rows / Math.max(0.1, Math.cos(middle.lat * Math.PI / 180));
    const style = { pane: "ground", interactive: false, className: "grid" };
    for (let lat = Math.ceil(bounds.getSouth() / rows) * rows; lat < bounds.getNorth(); lat += rows)
      grid.addLayer(L.polyline([[lat, bounds.getWest()], [lat, bounds.getEast()]], style));
    for (let lon = Math.ceil(bounds.getWest() / columns) * columns; lon < bounds.getEast(); lon += columns)
      grid.addLayer(L.polyline([[bounds.getSouth(), lon], [bounds.getNorth(), lon]], style));
  };
  map.on("moveend", drawGrid);
  drawGrid();

  for (const { id, name, hull } of data.territories) {
    if (hull.length < 3) continue;
    const area = L.polygon(hull, { pane: "ground", interactive: false, className: "territory" }).addTo(map);
    const label = el("span", null, name || id);
    const top = hull.reduce((a, b) => (b[0] > a[0] ? b : a));
    area.bindTooltip(label, { permanent: true, direction: "top", className: "territory-name", pane: "ground" }).openTooltip(top);
  }

  const lines = data.routes.filter(route => route.line.length > 1).map(({ engineer, line, depart }) => {
    const [color, dashArray] = P.engineers.get(engineer).mark;
    const layer = L.polyline(line, { color, dashArray, weight: 3, className: "route" }).addTo(map);
    layer.on("click", () => P.set({ focus: P.state.focus === engineer ? null : engineer, ticket: null }, "map"));
    layer.on("mouseover", event => P.note(el("p", { class: "title" }, P.name(P.engineers.get(engineer))), event.originalEvent.clientX, event.originalEvent.clientY));
    layer.on("mouseout", P.noteOff);
    return { engineer, layer, depart };
  });

  const pin = (at, node, size, title, z) =>
    L.marker(at, { icon: L.divIcon({ html: node, className: "spot", iconSize: [size, size] }), keyboard: true, alt: title, riseOnHover: true, zIndexOffset: z }).addTo(map);
  const dense = data.tickets.length > 120;
  const homes = data.engineers.filter(engineer => engineer.home).map(engineer => {
    const color = P.engineers.get(engineer.id).mark[0];
    const node = el("span", { class: "home", style: { "--mark": color } });
    const layer = pin(engineer.home, node, 12, `${word("home")} ${P.name(engineer)}`, -500);
    layer.on("click", () => P.set({ focus: P.state.focus === engineer.id ? null : engineer.id, ticket: null }, "map"));
    layer.on("mouseover", event => P.note([el("p", { class: "title" }, P.name(engineer)), el("p", { class: "small" }, `${word("home")} ${engineer.address || ""}`)], event.originalEvent.clientX, event.originalEvent.clientY));
    layer.on("mouseout", P.noteOff);
    return { engineer: engineer.id, node };
  });
  const spots = data.tickets.filter(ticket => ticket.at).map(ticket => {
    const left = ticket.start === undefined;
    const color = left ? null : P.engineers.get(ticket.engineer).mark[0];
    const node = el("span", { class: `stop ${left ? "left" : ""} ${P.trouble(ticket) ? "trouble" : ""} ${dense ? "dense" : ""}`, style: color ? { "--mark": color } : {}, "data-ticket": ticket.id }, left ? "×" : String(ticket.number));
    const layer = pin(ticket.at, node, 20, `${ticket.id} ${ticket.title || ""}`, left ? 200 : 0);
    layer.on("click keypress", event => {
      if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
      P.select(ticket.id, "map");
    });
    layer.on("mouseover", event => P.note(P.ticketNote(ticket), event.originalEvent.clientX, event.originalEvent.clientY));
    layer.on("mouseout", P.noteOff);
    return { ticket, node, layer };
  });

  const show = source => {
    const { focus, ticket: chosen } = P.state, filtered = P.filtered();
    for (const { engineer, layer, depart } of lines) {
      const visible = P.engineerShown(P.engineers.get(engineer)) && P.onDay(depart);
      const strong = focus === engineer;
      const crowded = dense && !filtered;
      layer.setStyle({ opacity: !visible ? 0 : focus ? (strong ? 1 : 0.08) : crowded ? 0.35 : 0.7, weight: strong ? 5 : crowded ? 1.5 : 3 });
      if (strong) layer.bringToFront();
    }
    for (const { engineer, node } of homes)
      node.classList.toggle("faded", !P.engineerShown(P.engineers.get(engineer)) || Boolean(focus && focus !== engineer));
    for (const { ticket, node, layer } of spots) {
      const strong = ticket.id === chosen;
      node.classList.toggle("chosen", strong);
      node.classList.toggle("near", Boolean(focus) && ticket.engineer === focus);
      node.classList.toggle("away", !strong && !P.onDay(ticket.start));
      node.classList.toggle("faded", !strong && (!P.ticketShown(ticket) || Boolean(focus && ticket.engineer !== focus)));
      layer.setZIndexOffset(strong ? 1000 : ticket.engineer === focus && focus ? 500 : 0);
      if (strong && source !== "map" && !map.getBounds().contains(ticket.at)) map.panTo(ticket.at);
    }
  };
  /* Filters bring what they leave into view; a chosen route does when it would be too small to see. */
  const fit = (places, always) => {
    if (!places.length) return;
    const bounds = L.latLngBounds(places);
    const size = map.latLngToContainerPoint(bounds.getSouthEast()).subtract(map.latLngToContainerPoint(bounds.getNorthWest()));
    if (always || Math.max(size.x, size.y) < 120 || !map.getBounds().intersects(bounds))
      map.fitBounds(bounds.pad(0.08), { animate: false, maxZoom: 14 });
  };
  const follow = (changed, source) => {
    if (["territory", "engineer", "text"].some(key => changed.has(key)))
      fit(P.filtered() ? data.tickets.filter(ticket => ticket.at && P.ticketShown(ticket)).map(ticket => ticket.at) : points, true);
    else if (changed.has("focus") && P.state.focus && source !== "map")
      fit(data.routes.filter(route => route.engineer === P.state.focus).flatMap(route => route.line), false);
  };
  P.listen((changed, source) => { follow(changed, source); show(source); });
  show();
  new ResizeObserver(() => map.invalidateSize()).observe(P.byId("map"));
  P.map = map;
})();
