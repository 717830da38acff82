"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const nodes = new Map(data.nodes.map((node) => [node.id, node]));
  const classes = new Map(data.classes.map((cls) => [cls.key, cls]));
  const things = data.things;
  const groups = data.groups || [];
  const groupOf = new Map(groups.flatMap((group, index) => group.members.map((id) => [id, index])));
  const opened = new Set();
  const touching = new Map(data.nodes.map((node) => [node.id, []]));
  data.edges.forEach((edge) => {
    touching.get(edge.from).push(edge.id);
    touching.get(edge.to).push(edge.id);
  });
  const unlinked = new Set(data.nodes.filter((node) => !touching.get(node.id).length).map((node) => node.id));
  const filters = { classes: new Set(classes.keys()), from: null, to: null, doc: -1, unlinked: unlinked.size === nodes.size };
  const NOTHING = { kind: "none", id: null };
  let selected = NOTHING;
  let hovered = null;
  let lit = null; // what stays bright while something is selected
  let shown = { nodes: new Set(), edges: new Set() };
  const darkness = window.matchMedia("(prefers-color-scheme: dark)");
  const number = (value) => value.toLocaleString("en");
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

  // ---- elements: text only ever enters by textContent

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  // ---- shapes: the same corners on the canvas and in the legend

  function corners(shape) {
    const round = (count, turn, radii) =>
      Array.from({ length: count }, (_, index) => {
        const angle = turn + (index * 2 * Math.PI) / count;
        const radius = radii[index % radii.length];
        return [radius * Math.sin(angle), -radius * Math.cos(angle)];
      });
    switch (shape) {
      case "square": return round(4, Math.PI / 4, [1.22]);
      case "diamond": return round(4, 0, [1.2]);
      case "triangle": return round(3, 0, [1.25]).map(([x, y]) => [x, y + 0.18]);
      case "triangleDown": return round(3, Math.PI, [1.25]).map(([x, y]) => [x, y - 0.18]);
      case "hexagon": return round(6, Math.PI / 6, [1.08]);
      case "star": return round(10, 0, [1.3, 0.62]);
      default: return null;
    }
  }
  const CORNERS = new Map(data.classes.map((cls) => [cls.key, corners(cls.shape)]));

  function trace(ctx, key, x, y, radius) {
    const points = CORNERS.get(key);
    ctx.beginPath();
    if (!points) ctx.arc(x, y, radius, 0, 2 * Math.PI);
    else points.forEach(([a, b], index) => ctx[index ? "lineTo" : "moveTo"](x + a * radius, y + b * radius));
    ctx.closePath();
  }

  function glyph(key) {
    const NS = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("viewBox", "-8 -8 16 16");
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", "true");
    const cls = classes.get(key);
    const points = CORNERS.get(key);
    const shape = document.createElementNS(NS, points ? "polygon" : "circle");
    const radius = cls.filled ? 5.6 : 4.9;
    if (points) shape.setAttribute("points", points.map(([x, y]) => `${(x * radius).toFixed(2)},${(y * radius).toFixed(2)}`).join(" "));
    else shape.setAttribute("r", radius);
    const color = darkness.matches ? cls.dark : cls.light;
    shape.setAttribute("fill", cls.filled ? color : "none");
    shape.setAttribute("stroke", color);
    shape.setAttribute("stroke-width", cls.filled ? 0.5 : 1.9);
    shape.setAttribute("stroke-linejoin", "round");
    svg.append(shape);
    return svg;
  }

  // ---- what passes the filters

  const inYears = (id) => {
    const years = things[id].years;
    return years.some((year) => (filters.from === null || year >= filters.from) && (filters.to === null || year <= filters.to));
  };
  const isDated = (id) => nodes.get(id).group === "event" || things[id].years.length > 0;
  const other = (edge, id) => (edge.from === id ? edge.to : edge.from);

  function edgePasses(id) {
    return filters.doc < 0 || data.links[id].some((statement) => statement.doc === filters.doc);
  }

  function passYears() {
    // an undated thing stays when one of its events does; one without events when a neighbour stays
    if (filters.from === null && filters.to === null) return null;
    const keep = new Set([...nodes.keys()].filter((id) => isDated(id) && inYears(id)));
    const neighbours = (id) => touching.get(id).map((edge) => other(data.edges[edge], id));
    const waiting = [];
    for (const id of nodes.keys()) {
      if (isDated(id)) continue;
      const dated = neighbours(id).filter(isDated);
      if (!dated.length) waiting.push(id);
      else if (dated.some((event) => keep.has(event))) keep.add(id);
    }
    for (let turn = 0; turn < 2; turn += 1) waiting.filter((id) => neighbours(id).some((near) => keep.has(near))).forEach((id) => keep.add(id));
    return keep;
  }

  function pass() {
    const inTime = passYears();
    const passes = (node) =>
      filters.classes.has(node.group) &&
      (!inTime || inTime.has(node.id)) &&
      (filters.doc < 0 || things[node.id].docs.includes(filters.doc)) &&
      (filters.unlinked || !unlinked.has(node.id));
    const passing = new Set(data.nodes.filter(passes).map((node) => node.id));
    const edges = new Set(data.edges.filter((edge) => passing.has(edge.from) && passing.has(edge.to) && edgePasses(edge.id)).map((edge) => edge.id));
    return { nodes: passing, edges };
  }

  // ---- what is drawn: entities, or communities that stand for theirs until they are opened

  const groupId = (index) => `group:${index}`;
  const isClosed = (id) => groupOf.has(id) && !opened.has(groupOf.get(id));
  const standIn = (id) => (isClosed(id) ? groupId(groupOf.get(id)) : id);

  function drawn() {
    const picture = { nodes: new Map(), edges: new Map() };
    for (const id of shown.nodes) {
      const stand = standIn(id);
      if (stand === id) picture.nodes.set(id, nodes.get(id));
      else if (!picture.nodes.has(stand)) picture.nodes.set(stand, { ...groups[groupOf.get(id)], id: stand, inside: 1 });
      else picture.nodes.get(stand).inside += 1;
    }
    for (const id of shown.edges) {
      const edge = data.edges[id];
      const [from, to] = [standIn(edge.from), standIn(edge.to)];
      if (from === to) continue;
      if (from === edge.from && to === edge.to) picture.edges.set(id, edge);
      else {
        const key = from < to ? `${from} ${to}` : `${to} ${from}`;
        const bundle = picture.edges.get(key) || { id: key, from, to, label: "", bundle: 0 };
        bundle.bundle += 1;
        bundle.width = Math.min(1 + Math.sqrt(bundle.bundle) / 2, 8);
        picture.edges.set(key, bundle);
      }
    }
    return picture;
  }

  let picture = { nodes: new Map(), edges: new Map() };
  const visNodes = new vis.DataSet();
  const visEdges = new vis.DataSet();

  const color = () => {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(name).trim();
    return {
      ground: read("--ground"), surface: read("--surface"), text: read("--text"), soft: read("--soft"),
      accent: read("--accent"), line: read("--strong-line"), dim: read("--line"),
    };
  };
  let colors = color();

  function sync(set, wanted, draw) {
    const old = set.getIds().filter((id) => !wanted.has(id));
    if (old.length) set.remove(old);
    const fresh = [];
    for (const [id, item] of wanted) if (!set.get(id) || item.inside || item.bundle) fresh.push(draw(item));
    if (fresh.length) set.update(fresh);
  }

  const drawNode = (node) => ({ id: node.id, x: node.x, y: node.y, size: node.size, shape: "custom", ctxRenderer: paintNode });
  const drawEdge = (edge) => ({
    id: edge.id, from: edge.from, to: edge.to, width: edge.width || 1, color: edgeColor(edge),
    arrows: { to: { enabled: !edge.bundle && data.edges.length <= 400, scaleFactor: 0.45 } },
  });

  function edgeColor(edge) {
    const bright = lit && lit.edges.has(edge.id);
    const base = bright ? colors.accent : lit ? colors.dim : colors.line;
    return { color: base, highlight: colors.accent, hover: colors.accent, opacity: bright ? 1 : lit ? 0.55 : data.edges.length > 600 ? 0.6 : 0.9 };
  }

  // ---- painting

  const scale = () => (network ? network.getScale() : 1);
  const radiusOf = (node) => (node.members ? Math.max(node.size, 7 / scale()) : node.size * Math.max(1, 0.3 / scale()));

  function paintNode({ ctx, id, x, y, state }) {
    const node = picture.nodes.get(id);
    const radius = node ? radiusOf(node) : 1;
    return {
      drawNode() {
        if (!node) return;
        const cls = classes.get(node.group);
        const tint = darkness.matches ? cls.dark : cls.light;
        const unit = 1 / scale();
        ctx.globalAlpha = lit && !lit.nodes.has(id) && !state.hover ? 0.16 : 1;
        if (node.members) paintGroup(ctx, node, x, y, radius, tint, unit);
        else {
          trace(ctx, node.group, x, y, cls.filled ? radius : radius * 0.88);
          ctx.fillStyle = cls.filled ? tint : colors.ground;
          ctx.strokeStyle = cls.filled ? colors.ground : tint;
          ctx.lineWidth = cls.filled ? Math.min(1.5, radius / 5) : Math.max(radius * 0.3, 1.2 * unit);
          ctx.lineJoin = "round";
          if (cls.filled) { ctx.stroke(); ctx.fill(); } else { ctx.fill(); ctx.stroke(); }
        }
        if ((selected.kind === "node" && selected.id === id) || state.hover || (selected.kind === "group" && groupId(selected.id) === id)) {
          ctx.globalAlpha = state.hover && selected.id !== id ? 0.5 : 1;
          ctx.beginPath();
          ctx.arc(x, y, radius * 1.25 + 4 * unit, 0, 2 * Math.PI);
          ctx.strokeStyle = colors.accent;
          ctx.lineWidth = 2.5 * unit;
          ctx.stroke();
        }
        ctx.globalAlpha = 1;
      },
      nodeDimensions: { width: 2.1 * radius, height: 2.1 * radius },
    };
  }

  function paintGroup(ctx, node, x, y, radius, tint, unit) {
    ctx.beginPath();
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    ctx.fillStyle = colors.ground;
    ctx.fill();
    const alpha = ctx.globalAlpha;
    ctx.globalAlpha = alpha * 0.22;
    ctx.fillStyle = tint;
    ctx.fill();
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = tint;
    ctx.lineWidth = 1.6 * unit;
    ctx.stroke();
    ctx.fillStyle = colors.text;
    const size = Math.min(Math.max(radius * 0.5, 9 * unit), 16 * unit);
    ctx.font = `600 ${size}px system-ui, sans-serif`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    if (radius > 9 * unit) ctx.fillText(number(node.inside), x, y);
  }

  // ---- labels: in screen units, most important first, never over each other

  const widths = new Map();
  function widthOf(ctx, font, text) {
    const key = `${font}${text}`;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
    return widths.get(key);
  }

  class Room {
    constructor() { this.cells = new Map(); }
    *near(box) {
      for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x += 1)
        for (let y = Math.floor(box[1] / 40); y <= Math.floor(box[3] / 40); y += 1) yield x * 100003 + y;
    }
    crowd(box, self) {
      const found = new Set();
      for (const key of this.near(box))
        for (const [taken, owner] of this.cells.get(key) || [])
          if (owner !== self && box[0] < taken[2] && box[2] > taken[0] && box[1] < taken[3] && box[3] > taken[1]) found.add(owner);
      return found.size;
    }
    isFree(box, self) { return this.crowd(box, self) === 0; }
    take(box, owner) {
      for (const key of this.near(box)) {
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push([box, owner]);
      }
    }
  }

  function paintLabels(ctx) {
    const canvas = ctx.canvas;
    const ratio = canvas.width / canvas.clientWidth;
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const zoom = scale();
    const centre = network.getViewPosition();
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    const onScreen = (node) => [(node.x - centre.x) * zoom + width / 2, (node.y - centre.y) * zoom + height / 2];
    const room = new Room();
    const queue = [];
    for (const [id, node] of picture.nodes) {
      const [x, y] = onScreen(place(id, node));
      if (x < -120 || y < -60 || x > width + 120 || y > height + 60) continue;
      const radius = radiusOf(node) * zoom;
      if (lit ? lit.nodes.has(id) : picture.nodes.size <= 500 || radius > 5) room.take([x - radius, y - radius, x + radius, y + radius], id);
      queue.push({ id, node, x, y, radius, rank: rankOf(id, node) });
    }
    queue.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    // a crowd is better named by a few than covered by many
    let left = queue.length > 250 ? Math.round((width * height) / 13000) : queue.length;
    for (const item of queue) if (item.rank >= 0 && left > 0 && paintLabel(ctx, room, item, width, height)) left -= 1;
    paintEdgeLabels(ctx, room, onScreen);
    ctx.restore();
  }

  const place = (id, node) => (moved.has(id) ? moved.get(id) : node);
  const moved = new Map(); // nodes dragged by hand

  function rankOf(id, node) {
    if ((selected.kind === "node" && selected.id === id) || hovered === id) return 1e6;
    if (lit) return lit.nodes.has(id) ? 1e3 + node.size : -1;
    return node.size + (node.members ? 50 : 0);
  }

  function paintLabel(ctx, room, { id, node, x, y, radius, rank }, width, height) {
    const strong = rank >= 1e6;
    const size = strong ? 13.5 : Math.min(11.5 + radius / 9, 14.5);
    const font = `${strong || radius > 13 ? 600 : 450} ${size}px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif`;
    ctx.font = font;
    const lines = strong && !node.members ? wrap(things[id].name) : node.label.split("\n");
    const wide = Math.max(...lines.map((line) => widthOf(ctx, font, line))) / 2 + 4;
    const high = (lines.length * size * 1.2) / 2 + 1;
    const ring = radius * 1.2 + (strong ? 5 : 0);
    const gap = ring + high + 2;
    const spots = [[0, gap], [0, -gap], [ring + wide + 2, 0], [-ring - wide - 2, 0]];
    const boxAt = ([a, b]) => [x + a - wide, y + b - high, x + a + wide, y + b + high];
    const free = spots.filter((one) => room.isFree(boxAt(one), id));
    const isInside = (box) => box[0] > 0 && box[1] > 0 && box[2] < width && box[3] < height;
    const spot = free.find((one) => isInside(boxAt(one))) || free[0] || (strong ? spots.sort((one, two) => room.crowd(boxAt(one), id) - room.crowd(boxAt(two), id))[0] : null);
    if (!spot) return false;
    room.take(boxAt(spot), `label ${id}`);
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colors.ground;
    ctx.fillStyle = colors.text;
    lines.forEach((line, index) => {
      const top = y + spot[1] + (index - (lines.length - 1) / 2) * size * 1.2;
      ctx.strokeText(line, x + spot[0], top);
      ctx.fillText(line, x + spot[0], top);
    });
    return true;
  }

  function wrap(text) {
    const lines = [""];
    const parts = text.includes(" ") ? text.split(/(?<= )/) : text.match(/.{1,14}/gu) || [""];
    for (const part of parts) {
      const last = lines[lines.length - 1];
      if (last && (last + part).trim().length > 30) lines.push(part);
      else lines[lines.length - 1] += part;
    }
    const cut = lines.slice(0, 5).map((line) => line.trim().slice(0, 44));
    return lines.length > 5 ? [...cut.slice(0, 4), `${cut[4]}…`] : cut;
  }

  function edgesToName() {
    const named = lit ? [...lit.edges].filter((id) => picture.edges.has(id)) : [];
    if (lit) return named.length <= 24 ? named : [];
    return picture.edges.size <= 40 ? [...picture.edges.keys()] : [];
  }

  function paintEdgeLabels(ctx, room, onScreen) {
    const ids = new Set(edgesToName());
    if (hoveredEdge !== null && picture.edges.has(hoveredEdge)) ids.add(hoveredEdge);
    if (selected.kind === "edge") ids.add(selected.id);
    const font = "450 11px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
    ctx.font = font;
    const first = [...ids].sort((a, b) => Number(b === selected.id || b === hoveredEdge) - Number(a === selected.id || a === hoveredEdge));
    for (const id of first) {
      const edge = picture.edges.get(id);
      if (!edge || !picture.nodes.has(edge.from)) continue;
      const text = edge.bundle ? plural(edge.bundle, "link", "links") : edge.label;
      if (!text) continue;
      const [a, b] = [onScreen(place(edge.from, picture.nodes.get(edge.from))), onScreen(place(edge.to, picture.nodes.get(edge.to)))];
      const wide = widthOf(ctx, font, text) / 2 + 3;
      const length = Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
      const must = id === hoveredEdge || (selected.kind === "edge" && id === selected.id);
      if (!must && length < 34 + (2 * wide * Math.abs(a[0] - b[0])) / length) continue;
      const boxAt = (share) => {
        const [x, y] = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
        return [x - wide, y - 8, x + wide, y + 8];
      };
      const box = [0.5, 0.42, 0.58, 0.35, 0.65].map(boxAt).find((one) => room.isFree(one, null)) || (must ? boxAt(0.5) : null);
      if (!box) continue;
      const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
      room.take(box, `edge ${id}`);
      ctx.lineWidth = 4;
      ctx.strokeStyle = colors.ground;
      ctx.fillStyle = must ? colors.accent : colors.soft;
      ctx.strokeText(text, x, y);
      ctx.fillText(text, x, y);
    }
  }

  // ---- the network

  let network = null;
  let hoveredEdge = null;
  const container = byId("graph");

  function refresh() {
    shown = pass();
    picture = drawn();
    sync(visNodes, picture.nodes, drawNode);
    sync(visEdges, picture.edges, drawEdge);
    showCounts();
    showEmpty();
    if (network) network.redraw();
  }

  function recolor() {
    const changed = [];
    for (const [id, edge] of picture.edges) {
      const next = edgeColor(edge);
      const old = (visEdges.get(id) || {}).color || {};
      if (old.color !== next.color || old.opacity !== next.opacity) changed.push({ id, color: next });
    }
    if (changed.length) visEdges.update(changed);
    network.redraw();
  }

  function fit(ids, animate) {
    const wanted = ids || [...picture.nodes.keys()];
    if (!wanted.length) return;
    // room at the edges for the labels, which are as wide at any zoom
    const spots = wanted.map((id) => [place(id, picture.nodes.get(id)), picture.nodes.get(id).size]);
    const edge = (axis, sign) => Math.max(...spots.map(([spot, size]) => sign * spot[axis] + size)) * sign;
    const [left, right, top, bottom] = [edge("x", -1), edge("x", 1), edge("y", -1), edge("y", 1)];
    const [wide, high] = [container.clientWidth, container.clientHeight];
    const margin = [Math.min(84, wide / 6), Math.min(46, high / 8)];
    const scale = Math.min((wide - 2 * margin[0]) / Math.max(right - left, 1), (high - 2 * margin[1]) / Math.max(bottom - top, 1), 1.4);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: animate ? { duration: 300 } : false });
  }

  function start() {
    refresh();
    const many = data.edges.length > 1500;
    network = new vis.Network(container, { nodes: visNodes, edges: visEdges }, {
      physics: false,
      layout: { improvedLayout: false, randomSeed: 1 },
      nodes: { shape: "custom", ctxRenderer: paintNode, borderWidth: 0 },
      edges: { smooth: false, selectionWidth: 1, hoverWidth: 0.6, chosen: true },
      interaction: { hover: true, selectConnectedEdges: false, hoverConnectedEdges: false, multiselect: false, keyboard: false, hideEdgesOnDrag: many, hideEdgesOnZoom: many },
    });
    network.on("afterDrawing", paintLabels);
    network.on("click", (event) => {
      if (event.nodes.length) choose(event.nodes[0]);
      else if (event.edges.length) selectEdge(event.edges[0]);
      else clear();
    });
    network.on("doubleClick", (event) => {
      if (!event.nodes.length) return;
      const id = event.nodes[0];
      if (String(id).startsWith("group:")) openGroup(Number(id.slice(6)));
      else focusOn(id);
    });
    const hover = (node, edge) => () => { hovered = node; hoveredEdge = edge; container.style.cursor = node === null && edge === null ? "" : "pointer"; };
    network.on("hoverNode", (event) => hover(event.node, null)());
    network.on("blurNode", () => hover(null, null)());
    network.on("hoverEdge", (event) => hover(null, event.edge)());
    network.on("blurEdge", () => hover(null, null)());
    network.on("dragging", (event) => event.nodes.forEach((id) => moved.set(id, network.getPosition(id))));
    network.on("zoom", () => {
      const zoom = network.getScale();
      if (zoom < 0.02 || zoom > 8) network.moveTo({ scale: Math.min(Math.max(zoom, 0.02), 8) });
    });
    new ResizeObserver(() => network.redraw()).observe(container);
    fit();
  }

  function openGroup(index, quiet) {
    opened.add(index);
    refresh();
    const inside = groups[index].members.filter((id) => picture.nodes.has(id));
    if (!quiet) {
      clear();
      fit(inside, true);
    }
  }

  function closeGroups() {
    opened.clear();
    moved.clear();
    clear();
    refresh();
    fit(null, true);
  }

  // ---- selection

  const choose = (id) => (String(id).startsWith("group:") ? selectGroup(Number(id.slice(6))) : select(id));

  function select(id, options) {
    if (!nodes.has(id)) return;
    reveal(id);
    selected = { kind: "node", id };
    const edges = touching.get(id).filter((edge) => shown.edges.has(edge));
    const bundles = [...picture.edges.keys()].filter((key) => typeof key === "string" && (picture.edges.get(key).from === id || picture.edges.get(key).to === id));
    lit = { nodes: new Set([id, ...edges.map((edge) => standIn(other(data.edges[edge], id)))]), edges: new Set([...edges, ...bundles]) };
    network.selectNodes([id], false);
    showThing(id);
    recolor();
    if (options && options.move) centre(id);
  }

  function reveal(id) {
    let note = "";
    if (!shown.nodes.has(id)) {
      const cleared = !filters.classes.has(nodes.get(id).group) || filters.from !== null || filters.to !== null || filters.doc >= 0;
      if (unlinked.has(id)) filters.unlinked = true;
      refresh();
      if (!shown.nodes.has(id)) {
        resetFilters();
        if (unlinked.has(id)) filters.unlinked = true;
        refresh();
      }
      showFilters();
      if (cleared) note = " Filters were cleared to show it.";
    }
    if (isClosed(id)) openGroup(groupOf.get(id), true);
    if (note) byId("counts").textContent += note;
  }

  function centre(id) {
    const spot = network.getPosition(id);
    const zoom = Math.min(Math.max(network.getScale(), Math.min(1, 14 / nodes.get(id).size)), 1.6);
    network.moveTo({ position: spot, scale: zoom, animation: { duration: 300 } });
  }

  function focusOn(id) {
    select(id);
    fit([...lit.nodes].filter((near) => picture.nodes.has(near)), true);
  }

  function selectEdge(id) {
    if (!picture.edges.has(id)) return;
    const edge = picture.edges.get(id);
    selected = { kind: "edge", id };
    lit = { nodes: new Set([edge.from, edge.to]), edges: new Set([id]) };
    network.setSelection({ nodes: [], edges: [id] }, { highlightEdges: false });
    if (edge.bundle) showBundle(edge);
    else showEdge(id);
    recolor();
  }

  function selectGroup(index) {
    selected = { kind: "group", id: index };
    const id = groupId(index);
    const edges = [...picture.edges.values()].filter((edge) => edge.from === id || edge.to === id);
    lit = { nodes: new Set([id, ...edges.map((edge) => other(edge, id))]), edges: new Set(edges.map((edge) => edge.id)) };
    showGroup(index);
    recolor();
  }

  function clear() {
    selected = NOTHING;
    lit = null;
    network.unselectAll();
    showOverview();
    recolor();
  }

  // ---- the panel

  const panel = byId("panel");

  function fill(...children) {
    panel.replaceChildren(...children.filter(Boolean));
    panel.scrollTop = 0;
  }

  const close = () => make("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Esc)", onclick: clear }, "×");
  const nameOf = (id) => things[id].name;
  const linkTo = (id) => make("button", { type: "button", class: "link", "data-id": id, onclick: () => { select(id, { move: true }); panel.focus(); } }, glyph(nodes.get(id).group), make("span", {}, nameOf(id)));

  function said(quote, { before = "", after = "" } = {}) {
    if (!before && !after) return make("blockquote", {}, `“${quote}”`);
    return make("blockquote", {}, `“${before}`, make("mark", {}, quote), `${after}”`);
  }

  function evidence(quote, doc, rule, statement) {
    const about = doc >= 0 ? data.documents[doc] : null;
    if (!quote && !about && !(statement && (statement.capacity || statement.details))) return null;
    const caption = make("figcaption", {});
    const notes = [];
    if (about) {
      caption.append(make("button", { type: "button", class: "source", title: "Show only this document", onclick: () => setDocument(doc) }, about.title));
      const rest = [about.publisher, about.issued].filter(Boolean).join(", ");
      if (rest) notes.push(rest);
      if (/^https?:\/\//.test(about.source)) notes.push(make("a", { href: about.source, target: "_blank", rel: "noopener noreferrer" }, "source"));
    }
    if (rule) notes.push(make("span", { title: "The rule that found it" }, `rule ${rule}`));
    if (notes.length) caption.append(make("div", {}, ...notes.flatMap((note, place) => (place ? [" · ", note] : [note]))));
    const extra = statement && statement.capacity ? make("p", { class: "aside" }, `as ${statement.capacity}`) : null;
    const details = ((statement && statement.details) || []).map(([name, value]) => make("p", { class: "aside" }, `${name}: ${value}`));
    return make("figure", { class: filters.doc >= 0 && doc !== filters.doc && doc >= 0 ? "evidence faded" : "evidence" }, extra, ...details, quote ? said(quote, statement) : null, caption.childNodes.length ? caption : null);
  }

  function section(title, items, count) {
    const body = make("div", {});
    const FIRST = 8;
    body.append(...items.slice(0, FIRST).map((item) => item()));
    if (items.length > FIRST) {
      const more = make("button", { type: "button", class: "more", onclick: () => { more.remove(); body.append(...items.slice(FIRST).map((item) => item())); } }, `Show all ${number(items.length)}`);
      body.append(more);
    }
    return make("section", { class: "group" }, make("h3", {}, capital(title), count > 1 ? make("span", {}, number(count)) : null), body);
  }

  function factItem(value, proofs) {
    return () => make("div", { class: "fact" }, make("p", { class: "value" }, value), ...proofs.map(([quote, doc, rule, before, after]) => evidence(quote, doc, rule, { before, after })));
  }

  function linkItem(id, statements) {
    return () => make("div", { class: "fact" }, linkTo(id), ...statements.map((one) => evidence(one.quote, one.doc, one.rule, one)));
  }

  function position(label) {
    const first = data.order.indexOf(label);
    if (first >= 0) return first;
    const last = data.last.indexOf(label);
    return last >= 0 ? 2000 + last : 1000;
  }

  function sectionsOf(id) {
    const found = new Map();
    const group = (label) => { if (!found.has(label)) found.set(label, new Map()); return found.get(label); };
    for (const [label, value, proofs] of things[id].facts) group(label).set(`=${value}`, factItem(value, proofs));
    const links = new Map();
    for (const edge of touching.get(id)) {
      for (const one of data.links[edge]) {
        const label = one.from === id ? one.label || "linked with" : one.label ? one.inverse : "linked with";
        const key = JSON.stringify([label, one.from === id ? one.to : one.from]);
        if (!links.has(key)) links.set(key, []);
        links.get(key).push(one);
      }
    }
    const parsed = [...links].map(([key, statements]) => [...JSON.parse(key), statements]);
    parsed.sort((a, b) => nameOf(a[1]).localeCompare(nameOf(b[1]), "en"));
    for (const [label, near, statements] of parsed) group(label).set(near, linkItem(near, statements));
    return [...found].sort((a, b) => position(a[0]) - position(b[0]) || (a[0] < b[0] ? -1 : 1)).map(([label, items]) => section(label, [...items.values()], items.size));
  }

  function showThing(id) {
    const thing = things[id];
    const group = nodes.get(id).group;
    const years = thing.years.length ? ` · ${[...new Set([thing.years[0], thing.years[thing.years.length - 1]])].join("–")}` : "";
    const sections = sectionsOf(id);
    fill(
      make("div", { class: "top" }, make("p", { class: "eyebrow" }, glyph(group), capital(`${thing.type}${years}`)), close()),
      make("h2", {}, thing.name),
      thing.names.length ? make("p", { class: "names" }, thing.names.join(" · ")) : null,
      touching.get(id).length > 1 ? make("button", { type: "button", class: "action", onclick: () => focusOn(id) }, "Zoom to its neighbours") : null,
      ...(sections.length ? sections : [make("p", { class: "intro" }, "No document states a fact of it; it is only mentioned.")]),
    );
  }

  function showEdge(id) {
    const edge = data.edges[id];
    const statements = data.links[id];
    const items = statements.map((one) => () =>
      make("div", { class: "fact" },
        one.label ? make("p", { class: "says" }, `${nameOf(one.from)} → `, make("b", {}, one.label), ` → ${nameOf(one.to)}`) : null,
        evidence(one.quote, one.doc, one.rule, one)));
    fill(
      make("div", { class: "top" }, make("p", { class: "eyebrow" }, plural(statements.length, "stated link", "stated links")), close()),
      make("div", { class: "pair" }, linkTo(edge.from), linkTo(edge.to)),
      section("What is said", items, items.length),
    );
  }

  function entityList(title, ids, note) {
    const list = make("ul", { class: "list" });
    const add = (some) => some.forEach((id) => list.append(make("li", {}, linkTo(id), make("b", {}, note ? note(id) : ""))));
    add(ids.slice(0, 10));
    const more = ids.length > 10 ? make("button", { type: "button", class: "more", onclick: () => { more.remove(); add(ids.slice(10)); } }, `Show all ${number(ids.length)}`) : null;
    return make("section", { class: "group" }, make("h3", {}, title, make("span", {}, number(ids.length))), list, more);
  }

  const byLinks = (a, b) => touching.get(b).length - touching.get(a).length || nameOf(a).localeCompare(nameOf(b), "en");
  const links = (id) => plural(touching.get(id).length, "link", "links");

  function showGroup(index) {
    const members = groups[index].members.filter((id) => shown.nodes.has(id)).sort(byLinks);
    fill(
      make("div", { class: "top" }, make("p", { class: "eyebrow" }, "Community"), close()),
      make("h2", {}, `${nameOf(members[0] || groups[index].members[0])} and what belongs to it`),
      make("p", { class: "intro" }, "These have more links with each other than with others."),
      make("button", { type: "button", class: "action", onclick: () => openGroup(index) }, "Open it in the picture"),
      entityList("Members", members, links),
    );
  }

  function showBundle(edge) {
    fill(
      make("div", { class: "top" }, make("p", { class: "eyebrow" }, "Links between communities"), close()),
      make("h2", {}, plural(edge.bundle, "link", "links")),
      make("p", { class: "intro" }, "Open a community by a double click to see each link and the sentence behind it."),
    );
  }

  function showOverview() {
    const best = [...shown.nodes].filter((id) => touching.get(id).length).sort(byLinks).slice(0, 10);
    const documents = make("ul", { class: "list" });
    const counts = data.documents.map(() => 0);
    data.links.forEach((statements) => statements.forEach((one) => { if (one.doc >= 0) counts[one.doc] += 1; }));
    const addDocuments = (from, to) => data.documents.slice(from, to).forEach((about, index) => documents.append(
      make("li", {}, make("button", { type: "button", class: "source", title: "Show only this document", onclick: () => setDocument(from + index) }, about.title), make("b", {}, plural(counts[from + index], "fact", "facts")))));
    addDocuments(0, 12);
    const more = data.documents.length > 12 ? make("button", { type: "button", class: "more", onclick: () => { more.remove(); addDocuments(12); } }, `Show all ${number(data.documents.length)}`) : null;
    fill(
      nodes.size ? make("h2", {}, "What this shows") : null,
      nodes.size ? make("p", { class: "intro" }, groups.length
        ? "Each ring is a community of closely linked things. Double-click one to open it, or search for a name."
        : `${data.rows < 0 ? "Every line is a fact that a document states." : `The ${plural(data.rows, "row", "rows")} of an answer, each a line between two things.`} Click a line to read the sentence, or a thing to see all that is said of it. Drag to move, scroll to zoom, double-click a thing for its neighbours.`) : null,
      opened.size ? make("button", { type: "button", class: "action", onclick: closeGroups }, "Close all communities") : null,
      best.length ? entityList("Most links", best, links) : null,
      data.documents.length ? make("section", { class: "group" }, make("h3", {}, "Documents", make("span", {}, number(data.documents.length))), documents, more) : null,
    );
  }

  // ---- counts, empty states, legend and filters

  function showCounts() {
    const all = shown.nodes.size === nodes.size - (filters.unlinked ? 0 : unlinked.size) && shown.edges.size === data.edges.length;
    const total = nodes.size - (filters.unlinked ? 0 : unlinked.size);
    const entities = all ? plural(total, "entity", "entities") : `${number(shown.nodes.size)} of ${plural(total, "entity", "entities")}`;
    const lines = all ? plural(data.edges.length, "link", "links") : `${number(shown.edges.size)} of ${plural(data.edges.length, "link", "links")}`;
    byId("counts").textContent = [entities, lines, data.documents.length ? plural(data.documents.length, "document", "documents") : ""].filter(Boolean).join(" · ");
    byId("reset").hidden = !isFiltered();
  }

  const isFiltered = () => filters.classes.size < classes.size || filters.from !== null || filters.to !== null || filters.doc >= 0;

  function showEmpty() {
    const box = byId("empty");
    box.hidden = shown.nodes.size > 0;
    const [title, text] = nodes.size
      ? ["Nothing passes these filters", "Show more classes, widen the years or choose another document."]
      : data.rows < 0
        ? ["Nothing to draw yet", "No document states a fact between two things. Add documents and build again."]
        : ["Nothing to draw", "The answer has no rows that name two things."];
    box.querySelector("h2").textContent = title;
    box.querySelector("p").textContent = text;
    container.setAttribute("aria-label", `Graph of ${shown.nodes.size} entities and ${shown.edges.size} links; the search and the details beside it say the same in text`);
  }

  function apply() {
    refresh();
    showFilters();
    if (selected.kind === "node" && shown.nodes.has(selected.id)) select(selected.id);
    else if (selected.kind === "edge" && shown.edges.has(selected.id)) selectEdge(selected.id);
    else clear();
  }

  function resetFilters() {
    Object.assign(filters, { classes: new Set(classes.keys()), from: null, to: null, doc: -1 });
  }

  function setDocument(index) {
    filters.doc = index;
    apply();
  }

  function setClass(key, on) {
    if (on) filters.classes.add(key);
    else filters.classes.delete(key);
    apply();
  }

  function onlyClass(key) {
    filters.classes = filters.classes.size === 1 && filters.classes.has(key) ? new Set(classes.keys()) : new Set([key]);
    apply();
  }

  function showFilters() {
    for (const chip of byId("legend").children) {
      const on = chip.dataset.unlinked ? filters.unlinked : filters.classes.has(chip.dataset.cls);
      chip.setAttribute("aria-pressed", String(on));
    }
    byId("year-from").value = filters.from === null ? "" : filters.from;
    byId("year-to").value = filters.to === null ? "" : filters.to;
    byId("document").value = filters.doc;
    byId("reset").hidden = !isFiltered();
  }

  function buildLegend() {
    const chips = data.classes.map((cls) => {
      const chip = make("button", { type: "button", class: "chip", "data-cls": cls.key, "aria-pressed": "true", title: "Click to show or hide, double-click for this class alone" }, glyph(cls.key), make("span", {}, cls.name), make("b", {}, number(cls.count)));
      chip.addEventListener("click", () => setClass(cls.key, !filters.classes.has(cls.key)));
      chip.addEventListener("dblclick", () => onlyClass(cls.key));
      return chip;
    });
    if (unlinked.size && unlinked.size < nodes.size) {
      const chip = make("button", { type: "button", class: "chip", "data-unlinked": "1", "aria-pressed": "false", title: "Things that documents name without linking them to another" }, make("span", {}, "Unlinked"), make("b", {}, number(unlinked.size)));
      chip.addEventListener("click", () => { filters.unlinked = !filters.unlinked; apply(); });
      chips.push(chip);
    }
    byId("legend").replaceChildren(...chips);
    byId("legend").hidden = !classes.size;
  }

  function buildSelects() {
    const years = [...new Set(Object.values(things).flatMap((thing) => thing.years))].sort((a, b) => a - b);
    for (const [id, first] of [["year-from", "any year"], ["year-to", "any year"]]) {
      byId(id).replaceChildren(make("option", { value: "" }, first), ...years.map((year) => make("option", { value: year }, String(year))));
      byId(id).parentElement.hidden = years.length < 2;
    }
    byId("year-from").addEventListener("change", (event) => { filters.from = event.target.value ? Number(event.target.value) : null; apply(); });
    byId("year-to").addEventListener("change", (event) => { filters.to = event.target.value ? Number(event.target.value) : null; apply(); });
    byId("document").replaceChildren(make("option", { value: -1 }, "all documents"), ...data.documents.map((about, index) => make("option", { value: index }, about.title)));
    byId("document").parentElement.hidden = data.documents.length < 2;
    byId("document").addEventListener("change", (event) => setDocument(Number(event.target.value)));
    byId("reset").addEventListener("click", () => { resetFilters(); apply(); });
  }

  // ---- search

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null;
  let results = [];
  let active = -1;

  function find(query) {
    const wanted = plain(query.trim());
    if (!wanted) return [];
    index = index || data.nodes.map((node) => ({ id: node.id, names: [things[node.id].name, ...things[node.id].names].map((name) => [name, plain(name)]) }));
    const found = [];
    for (const { id, names } of index) {
      let best = null;
      names.forEach(([name, text], place) => {
        const at = text.indexOf(wanted);
        if (at < 0) return;
        const score = (text === wanted ? 0 : at === 0 ? 1 : /[\s(\-/]/.test(text[at - 1]) ? 2 : 3) + (place ? 0.5 : 0);
        if (!best || score < best.score) best = { id, score, name };
      });
      if (best) found.push(best);
    }
    return found.sort((a, b) => a.score - b.score || byLinks(a.id, b.id));
  }

  function showResults() {
    const query = byId("search").value;
    const all = find(query);
    results = all.slice(0, 30);
    active = results.length ? 0 : -1;
    const items = results.map(({ id, name }, place) => {
      const note = [things[id].type, name === nameOf(id) ? "" : name, shown.nodes.has(id) ? "" : "hidden by filters"].filter(Boolean).join(" · ");
      const item = make("li", { role: "option", id: `result-${place}`, "aria-selected": "false" }, glyph(nodes.get(id).group), make("div", { class: "name" }, nameOf(id), make("small", {}, note)));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(place); });
      return item;
    });
    if (!results.length && query.trim()) items.push(make("li", { class: "none" }, `Nothing is called “${query.trim()}”`));
    if (all.length > results.length) items.push(make("li", { class: "none" }, `${number(all.length - results.length)} more: type on`));
    byId("results").replaceChildren(...items);
    openResults(items.length > 0);
    mark();
  }

  function openResults(open) {
    byId("results").hidden = !open;
    byId("search").setAttribute("aria-expanded", String(open));
    if (!open) byId("search").removeAttribute("aria-activedescendant");
  }

  function mark() {
    [...byId("results").children].forEach((item, place) => {
      if (item.getAttribute("role") !== "option") return;
      item.setAttribute("aria-selected", String(place === active));
      if (place === active) {
        byId("search").setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      }
    });
  }

  function take(place) {
    if (!results[place]) return;
    openResults(false);
    select(results[place].id, { move: true });
  }

  function buildSearch() {
    const box = byId("search");
    box.addEventListener("input", showResults);
    box.addEventListener("focus", () => { if (box.value.trim()) showResults(); });
    box.addEventListener("blur", () => openResults(false));
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (results.length) active = (active + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length;
        mark();
      } else if (event.key === "Enter") take(active);
      else if (event.key === "Escape") { openResults(false); box.blur(); event.stopPropagation(); }
    });
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "/") { event.preventDefault(); box.focus(); box.select(); }
      else if (event.key === "Escape") clear();
      else if (event.key === "+" || event.key === "=") zoomBy(1.3);
      else if (event.key === "-") zoomBy(1 / 1.3);
      else if (event.key === "0") fit(null, true);
    });
  }

  function zoomBy(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 8), animation: { duration: 150 } });
  }

  // ---- go

  byId("title").textContent = data.title;
  byId("title").title = data.title;
  buildLegend();
  buildSelects();
  buildSearch();
  start();
  showFilters();
  byId("zoom-in").addEventListener("click", () => zoomBy(1.3));
  byId("zoom-out").addEventListener("click", () => zoomBy(1 / 1.3));
  byId("fit").addEventListener("click", () => fit(null, true));
  darkness.addEventListener("change", () => { colors = color(); buildLegend(); apply(); });
  showOverview();
  if (data.focus && nodes.has(data.focus)) select(data.focus);

  const onPage = (spot) => {
    const box = container.getBoundingClientRect();
    const dom = network.canvasToDOM(spot);
    return { x: box.left + dom.x, y: box.top + dom.y };
  };
  window.convene = {
    network,
    select: (id) => select(id, { move: false }),
    selectEdge,
    openGroup,
    clear,
    fit: () => fit(),
    position: (id) => onPage(network.getPosition(id)),
    edgePosition: (id) => {
      const [a, b] = [network.getPosition(picture.edges.get(id).from), network.getPosition(picture.edges.get(id).to)];
      return onPage({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    },
    edges: () => [...picture.edges.values()].map(({ id, from, to, label }) => ({ id, from, to, label })),
    drawn: () => [...picture.nodes.keys()],
    shown: () => [...shown.nodes],
    selected: () => selected,
  };
})();
