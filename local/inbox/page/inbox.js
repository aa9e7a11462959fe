// The list, the search and the live updates; mail.js shows one mail.
import { element, fetchJson } from "./making.js";
import { showMail, showWelcome, updateMail } from "./mail.js";
import { showPlaces } from "./places.js";

const PAGE = 50;
const list = document.getElementById("list");
const query = document.getElementById("query");
const article = document.getElementById("mail");
let limit = PAGE;
let shown = "";

function when(created) {
  const at = new Date(created);
  const today = new Date().toDateString() === at.toDateString();
  return today
    ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : at.toLocaleDateString([], { day: "numeric", month: "short" });
}

function badge(mail) {
  const last = mail.Events.at(-1);
  if (last === "Email Complaint Received") return element("span", { class: "badge bad" }, "spam");
  if (mail.Events.includes("Email Bounced")) return element("span", { class: "badge bad" }, "bounced");
  if (last === "Email Rejected") return element("span", { class: "badge bad" }, "rejected");
  if (mail.Box === "received") return element("span", { class: "badge in" }, "came in");
  return "";
}

function row(mail) {
  const from = mail.From.Name || mail.From.Address;
  const to = mail.To.map((each) => each.Address).join(", ");
  const link = element(
    "a",
    { href: `#/${mail.ID}`, class: mail.Read ? "" : "unread" },
    element("span", { class: "who" }, `${from} → ${to}`),
    element("span", { class: "when" }, badge(mail), " ", when(mail.Created)),
    element("span", { class: "subject" }, mail.Subject || "(no subject)"),
    element("span", { class: "preheader" }, mail.Snippet || " "),
  );
  if (mail.ID === shown) link.setAttribute("aria-current", "true");
  return element("li", {}, link);
}

function say(found) {
  const words = found.total === 1 ? "1 mail" : `${found.total} mails`;
  const unread = found.unread ? `, ${found.unread} unread` : "";
  document.getElementById("count").textContent = query.value.trim()
    ? `${found.messages_count} of ${words}`
    : words + unread;
  const nothing = document.getElementById("nothing");
  nothing.hidden = found.messages_count > 0;
  nothing.textContent = found.total
    ? "No mail has these words."
    : "No mail yet. Sign up on the site: the confirmation lands here.";
  document.getElementById("more").hidden = found.messages_count <= limit;
  document.getElementById("forget").hidden = !found.total;
}

export async function refresh() {
  const asked = query.value;
  const found = await fetchJson(
    `/api/v1/messages?limit=${limit}&query=${encodeURIComponent(asked)}`,
  );
  if (asked !== query.value) return;
  const focused = document.activeElement?.closest("#list a")?.getAttribute("href");
  list.replaceChildren(...found.messages.map(row));
  if (focused) list.querySelector(`a[href="${focused}"]`)?.focus();
  say(found);
  const open = found.messages.find((mail) => mail.ID === shown);
  if (open) updateMail(open);
}

async function open() {
  shown = location.hash.replace(/^#\/?/, "");
  document.body.classList.toggle("reading", Boolean(shown));
  if (!shown) {
    document.title = "inbox · Dear Reader";
    showWelcome(article);
  } else if (await showMail(article, shown)) {
    article.scrollTop = 0;
    if (matchMedia("(max-width: 799px)").matches) scrollTo(0, 0);
  }
  await refresh();
}

let waiting;
function soon() {
  // many mails at once are one look
  waiting ??= setTimeout(() => {
    waiting = undefined;
    refresh().catch(() => {});
  }, 150);
}

addEventListener("hashchange", open);
query.addEventListener("input", soon);
document.getElementById("search").addEventListener("submit", (event) => event.preventDefault());
document.getElementById("more").addEventListener("click", () => {
  limit += PAGE;
  refresh();
});
document.getElementById("forget").addEventListener("click", async () => {
  if (!confirm("Forget all mails? They are on this laptop only.")) return;
  await fetchJson("/api/v1/messages", { method: "DELETE" });
  location.hash = "#/";
});
query.value = new URLSearchParams(location.search).get("query") ?? "";
showPlaces(document.getElementById("places"));
await open();
const live = new EventSource("/api/v1/events");
live.addEventListener("message", soon);
addEventListener("pagehide", () => live.close());
