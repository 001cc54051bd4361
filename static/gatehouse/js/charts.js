/* Draws every [data-chart] from the JSON beside it with ECharts: SVG, no inline style of ours, tooltips as text inside
   the drawing (an HTML tooltip would need inline styles, which the page's policy forbids). Colors come from the
   stylesheet; patterns stand beside colors; nothing moves for those who ask for that. */
(function () {
  "use strict";

  var style = getComputedStyle(document.documentElement);
  var still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  var ORDER = ["fmf", "nadr", "pko", "imet", "t10", "gscf"];

  function token(name) { return style.getPropertyValue(name).trim(); }
  function figure(value) {
    return value === null || value === undefined || value === "" ? "not given" : Number(value).toLocaleString("en-US", { maximumFractionDigits: 2 });
  }
  function short(value) {
    var sizes = [[1e9, "bn"], [1e6, "m"], [1e3, "k"]];
    for (var i = 0; i < sizes.length; i++) {
      if (Math.abs(value) >= sizes[i][0]) return (value / sizes[i][0]).toLocaleString("en-US", { maximumFractionDigits: 1 }) + " " + sizes[i][1];
    }
    return figure(value);
  }

  /* One pattern for each series key; the first stays plain. */
  function decal(key) {
    var light = "rgba(255,255,255,.7)", dark = "rgba(22,36,42,.4)";
    return {
      nadr: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1.5, 4], rotation: -Math.PI / 4, color: light },
      pko: { symbol: "circle", symbolSize: 0.7, dashArrayX: [[6, 6]], dashArrayY: [6, 3], color: light },
      imet: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 4], color: dark },
      gscf: { symbol: "rect", symbolSize: 0.6, dashArrayX: [[7, 5], [4, 8]], dashArrayY: [1.5, 5], color: light },
      t10: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 2, color: light }
    }[key] || { symbol: "none" };
  }

  function text(extra) {
    return Object.assign({ fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 11, color: token("--ink-2") }, extra);
  }

  function shared(data) {
    return {
      animation: !still,
      animationDuration: 250,
      aria: { enabled: true, label: { description: data.says }, decal: { show: true } },
      textStyle: text(),
      tooltip: {
        renderMode: "richText", confine: true, padding: [6, 9], borderWidth: 1,
        backgroundColor: token("--surface"), borderColor: token("--line-2"), textStyle: text({ fontSize: 12, color: token("--ink") })
      }
    };
  }

  function bars(data) {
    var lying = data.kind === "lying", line = data.kind === "line";
    var labels = { type: "category", data: data.categories, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--control") } }, axisLabel: text(lying ? { width: 130, overflow: "truncate" } : { hideOverlap: true }), inverse: lying };
    var values = { type: "value", axisLabel: text({ formatter: short, hideOverlap: true }), splitLine: { lineStyle: { color: token("--line") } } };
    var option = Object.assign(shared(data), {
      grid: { left: 4, right: 16, top: data.series.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
      legend: { show: data.series.length > 1, left: 0, top: 0, itemWidth: 18, itemHeight: 10, selectedMode: false, textStyle: text() },
      xAxis: lying ? values : labels,
      yAxis: lying ? labels : values,
      series: data.series.map(function (one, i) {
        var key = one.key || ORDER[i % ORDER.length], color = token("--c-" + key);
        var drawn = {
          name: one.name, data: one.values, type: line ? "line" : "bar", color: color,
          stack: data.kind === "stacked" ? "all" : undefined, barMaxWidth: 36, symbol: ["circle", "rect", "triangle", "diamond"][i % 4], symbolSize: 6,
          itemStyle: { decal: line ? undefined : decal(key), borderColor: "#fff", borderWidth: data.kind === "stacked" ? 1 : 0 },
          lineStyle: { width: 2, type: ["solid", "dashed", "dotted"][i % 3] }
        };
        if (i === 0 && data.limit) {
          drawn.markLine = { silent: true, symbol: "none", data: [{ yAxis: data.limit.value }], label: text({ formatter: data.limit.label, position: "insideEndTop" }), lineStyle: { color: token("--bad"), type: "dashed", width: 1.5 } };
        }
        return drawn;
      })
    });
    option.tooltip.trigger = "axis";
    option.tooltip.axisPointer = { type: line ? "line" : "shadow" };
    option.tooltip.formatter = function (points) {
      return points[0].name + "\n" + points.map(function (p) { return p.seriesName + ": " + figure(p.value); }).join("\n") + "\n" + data.unit;
    };
    return option;
  }

  /* Natural Earth projection (Šavrič and others, 2011), both ways. */
  var NE = {
    project: function (point) {
      var l = point[0] * Math.PI / 180, p = point[1] * Math.PI / 180, p2 = p * p, p4 = p2 * p2;
      return [l * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))),
        -p * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))];
    },
    unproject: function (point) {
      var y = -point[1], p = y, step, i, p2, p4;
      for (i = 0; i < 25; i++) {
        p2 = p * p; p4 = p2 * p2;
        step = (p * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4))) - y) /
          (1.007226 + p2 * (0.045255 + p4 * (-0.311325 + 0.259866 * p2 - 0.065076 * p4)));
        p -= step;
        if (Math.abs(step) < 1e-6) break;
      }
      p2 = p * p; p4 = p2 * p2;
      return [point[0] / (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))) * 180 / Math.PI, p * 180 / Math.PI];
    }
  };
  /* A ring that crosses the date line would be drawn right across the map: make it whole, then cut it there in two. */
  function cut(ring, keep) {
    var kept = [];
    ring.forEach(function (b, i) {
      var a = ring[(i + ring.length - 1) % ring.length];
      if (keep(a) !== keep(b)) kept.push([180, a[1] + (b[1] - a[1]) * (180 - a[0]) / (b[0] - a[0])]);
      if (keep(b)) kept.push(b);
    });
    return kept;
  }
  function halves(ring) {
    var shift = 0;
    var whole = ring.map(function (point, i) {
      if (i) shift += Math.abs(point[0] - ring[i - 1][0]) > 180 ? (point[0] < ring[i - 1][0] ? 360 : -360) : 0;
      return [point[0] + shift, point[1]];
    });
    if (whole.some(function (p) { return p[0] < -180; })) whole = whole.map(function (p) { return [p[0] + 360, p[1]]; });
    if (!whole.some(function (p) { return p[0] > 180; })) return [ring];
    var east = cut(whole, function (p) { return p[0] > 180; }).map(function (p) { return [p[0] - 360, p[1]]; });
    return [cut(whole, function (p) { return p[0] <= 180; }), east].filter(function (one) { return one.length > 2; });
  }
  function split(geometry) {
    var polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    var parts = [];
    polygons.forEach(function (polygon) {
      var outer = halves(polygon[0]);
      if (outer.length === 1) parts.push([outer[0]].concat(polygon.slice(1)));
      else outer.forEach(function (ring) { parts.push([ring]); });
    });
    return { type: "MultiPolygon", coordinates: parts };
  }
  var atlas = {};

  function world(url) {
    atlas[url] = atlas[url] || fetch(url).then(function (answer) { return answer.json(); }).then(function (topology) {
      var land = topojson.feature(topology, topology.objects.countries);
      land.features = land.features.filter(function (one) { return one.id !== "010"; });   // Antarctica has no rows
      land.features.forEach(function (one) {
        one.properties.key = one.id || one.properties.name;
        one.geometry = split(one.geometry);
      });
      echarts.registerMap("world", land);
      echarts.registerMap("usa", { type: "FeatureCollection", features: land.features.filter(function (one) { return one.id === "840"; }).map(function (one) {
        var parts = one.geometry.coordinates.filter(function (polygon) { return polygon[0].every(function (p) { return p[0] < 0; }); });
        return { type: "Feature", properties: one.properties, geometry: { type: "MultiPolygon", coordinates: parts } };
      }) });
    });
    return atlas[url];
  }

  function map(data) {
    var byKey = {};
    data.places.forEach(function (place) { byKey[place.key] = place; });
    var pieces = data.breaks.map(function (low, i) {
      return { gte: low, lt: data.breaks[i + 1] === undefined ? Infinity : data.breaks[i + 1], color: token("--m-" + (i + 1)) };
    });
    var option = Object.assign(shared(data), {
      visualMap: { type: "piecewise", show: false, pieces: pieces, outOfRange: { color: token("--m-0") } },
      series: [{
        type: "map", map: "world", nameProperty: "key", projection: NE, roam: false, selectedMode: false,
        left: 0, right: 0, top: 0, bottom: 0, label: { show: false },
        itemStyle: { areaColor: token("--m-0"), borderColor: "#c3cac6", borderWidth: 0.5 },
        emphasis: { label: { show: false }, itemStyle: { areaColor: "#e9c887" } },
        data: data.places.map(function (place) { return { name: place.key, value: place.value }; })
      }]
    });
    option.aria.decal.show = false;   // classes of one color, light to dark; the legend and the table name them
    option.tooltip.formatter = function (point) {
      var place = byKey[point.name];
      return place ? place.name + "\n" + figure(place.value) + " " + data.unit : "No rows";
    };
    return option;
  }

  /* Places on the United States: a larger circle is a larger figure, and the table beside it says which. */
  function points(data) {
    var option = Object.assign(shared(data), {
      geo: {
        map: "usa", roam: false, silent: true, left: 8, right: 8, top: 8, bottom: 8,
        itemStyle: { areaColor: token("--m-0"), borderColor: "#c3cac6", borderWidth: 0.5 }
      },
      series: [{
        type: "scatter", coordinateSystem: "geo", color: token("--accent"),
        symbolSize: function (value) { return Math.min(26, 10 + 3 * Math.sqrt(value[2] || 0)); },
        itemStyle: { borderColor: "#fff", borderWidth: 1.5 },
        data: data.places.map(function (place) { return { name: place.name, value: place.at.concat(place.value) }; })
      }]
    });
    option.aria.decal.show = false;
    option.tooltip.formatter = function (point) { return point.name + "\n" + figure(point.value[2]) + " " + data.unit; };
    return option;
  }

  var DRAWN = { map: map, points: points };

  function show(box, data) {
    var chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption((DRAWN[data.kind] || bars)(data));
    chart.on("click", function (point) {
      var url = DRAWN[data.kind] ? (data.places.find(function (p) { return (p.key || p.name) === point.name; }) || {}).url : data.urls[point.dataIndex];
      if (url) location.assign(url);
    });
    new ResizeObserver(function () { chart.resize(); }).observe(box);
  }

  function tableInstead(box) {
    box.hidden = true;
    box.closest("figure").querySelector("details").open = true;
  }

  function drawAll() {
    document.querySelectorAll("[data-chart]:not([data-drawn])").forEach(function (box) {
      var data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
      box.dataset.drawn = "";
      Promise.resolve(DRAWN[data.kind] ? world(box.dataset.atlas) : null)
        .then(function () { show(box, data); })
        .catch(function (fault) { tableInstead(box); throw fault; });
    });
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSettle", drawAll);
})();
