// The room works without this file. With it pages follow the room by
// themselves, counts move, and a response that could not be sent waits on the
// page, in memory only, until the room is back.
(function () {
  "use strict";
  var body = document.body, live = body.dataset.live, turn = Number(body.dataset.turn);
  var follow = body.dataset.follow === "1", sending = false, spoken = 0, later = null;

  // say changes a text that is read aloud, at most every five seconds.
  function say(el, text) {
    if (!el || el.textContent === text) { return; }
    var wait = spoken + 5000 - Date.now();
    clearTimeout(later);
    if (wait > 0) { later = setTimeout(function () { say(el, text); }, wait); return; }
    spoken = Date.now();
    el.textContent = text;
  }

  function hear(news) {
    if (news.count) { say(document.getElementById("count"), news.count); }
    if (news.joined) { say(document.getElementById("joined"), news.joined); }
    var meter = document.getElementById("meter");
    if (meter) { meter.setAttribute("width", String(news.width || 0)); }
    if (news.turn === turn) { return; }
    turn = news.turn;
    if (follow) { location.reload(); return; }
    var moved = document.getElementById("moved");
    if (moved && !sending) { moved.hidden = false; }
  }

  if (live && window.EventSource && location.search.indexOf("still=1") < 0) {
    var stream = new EventSource(live);
    stream.onmessage = function (e) {
      var news = JSON.parse(e.data);
      if (news.end) { stream.close(); }
      hear(news);
    };
    addEventListener("pagehide", function () { stream.close(); });
    addEventListener("pageshow", function (e) { if (e.persisted) { location.reload(); } });
  }

  // The clock of a talk: it counts down each second and speaks twice.
  var clock = document.querySelector("[data-left]");
  if (clock) {
    var ends = Date.now() + Number(clock.dataset.left) * 1000, aloud = document.getElementById("timersay");
    setInterval(function () {
      var left = Math.max(0, Math.round((ends - Date.now()) / 1000));
      clock.textContent = Math.floor(left / 60) + ":" + String(100 + left % 60).slice(1);
      if (aloud && left === 300) { aloud.textContent = aloud.dataset.five; }
      if (aloud && left === 60) { aloud.textContent = aloud.dataset.one; }
    }, 1000);
  }

  // A response goes out by fetch, so that the page stays when the room is
  // away. Anything but a plain "saved" is left to the form itself.
  var ask = document.getElementById("ask"), away = document.getElementById("offline"), main = document.getElementById("main");
  if (!ask || !away || !window.fetch) { return; }
  ask.addEventListener("submit", function (e) {
    var chosen = ask.querySelector("input[type=radio]:checked");
    if (!chosen) { return; }
    e.preventDefault();
    if (sending) { return; }
    sending = true;
    var data = new URLSearchParams(new FormData(ask)), pause = 2, timer = null, shown = false;
    function show() {
      if (shown) { return; }
      shown = true;
      var label = ask.querySelector("label[for='" + chosen.id + "'] b");
      var part = away.content.cloneNode(true);
      part.querySelector(".chosen").textContent = label ? label.textContent : "";
      main.textContent = "";
      main.appendChild(part);
      document.getElementById("retry").addEventListener("click", function () { clearTimeout(timer); send(); });
    }
    function send() {
      fetch(ask.action, { method: "POST", body: data, redirect: "manual", credentials: "same-origin", cache: "no-store" }).then(function (res) {
        if (res.type === "opaqueredirect") { location.replace(ask.action.replace(/\/r\/\d+$/, "/now")); return; }
        if (!ask.isConnected) { ask.hidden = true; main.appendChild(ask); }
        ask.submit();
      }).catch(function () {
        show();
        timer = setTimeout(send, pause * 1000);
        pause = Math.min(30, pause * 2);
      });
    }
    send();
  });
  addEventListener("online", function () {
    var retry = document.getElementById("retry");
    if (retry) { retry.click(); }
  });
})();
