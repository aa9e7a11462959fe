// Asks for the newest save, waits for the next, and keeps each frame where it was scrolled to.

const byId = id => document.getElementById(id);
const chosen = name => document.querySelector(`input[name=${name}]:checked`).value;
const frames = ["letter", "page"];

function reload(name) {
  const frame = byId(name);
  const top = frame.contentWindow?.scrollY ?? 0;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
  frame.src = `/${name}?look=${chosen("look")}&at=${Date.now()}`;
}

function dress() {
  document.body.className = `${chosen("width")} ${chosen("look")}`;
}

function line(level, message) {
  const p = document.createElement("p");
  p.className = level;
  p.textContent = `${level}: ${message}`;
  return p;
}

async function show(state) {
  byId("title").textContent = state.title || "preview";
  document.title = `${state.title || "preview"} · preview`;
  const about = `${state.words} words, ${(state.size / 1000).toFixed(1)} KB of HTML, subject “${state.subject}”`;
  byId("about").textContent = state.title ? about : "";
  const faults = state.faults.map(each => line("error", each));
  byId("found").replaceChildren(...faults, ...state.findings.map(each => line(each.level, each.message)));
  if (faults.length) return;
  frames.forEach(reload);
  byId("text").textContent = await (await fetch("/text")).text();
}

async function follow() {
  let number = 0;
  for (;;) {
    try {
      const state = await (await fetch(`/state?after=${number}`)).json();
      if (state.number !== number) await show(state);
      number = state.number;
    } catch {
      byId("about").textContent = "The preview has ended. Start it again: dearreader post preview FILE";
      await new Promise(done => setTimeout(done, 1000));
      number = 0;
    }
  }
}

document.querySelector("form").addEventListener("change", event => {
  dress();
  if (event.target.name === "look") frames.forEach(reload);
});
dress();
follow();
