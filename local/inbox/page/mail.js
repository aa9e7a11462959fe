// One mail: what it looks like, what is in it, and what its reader can do.
import { element, fetchJson } from "./making.js";
import { theBoard } from "./places.js";

const choices = { width: "phone", look: "light" };
const DEEDS = [
  ["confirm", "Confirm"],
  ["reply", "Reply"],
  ["unsubscribe", "Unsubscribe, one click"],
  ["bounce", "Bounce"],
  ["complain", "Mark as spam"],
  ["scan", "Mail scanner"],
];

export function showWelcome(article) {
  article.replaceChildren(
    element(
      "div",
      { class: "welcome" },
      element("h2", {}, "every mail ends here"),
      element("p", {}, "What SES would send to readers and what readers write back stays on this laptop. Open a mail to see it as a phone or a desk shows it, and act as its reader: confirm, answer, leave, bounce."),
    ),
  );
}

// what a later look at the list says of the mail that is open
export function updateMail(mail) {
  document.querySelector("#mail dl.about")?.replaceWith(about(mail));
}

export async function showMail(article, id) {
  let mail;
  try {
    mail = await fetchJson(`/api/v1/message/${encodeURIComponent(id)}`);
  } catch (error) {
    article.replaceChildren(element("p", { class: "said bad" }, error.message));
    return false;
  }
  document.title = `${mail.Subject || "(no subject)"} · inbox`;
  const said = element("div", { class: "said", role: "status" });
  article.replaceChildren(
    element("h2", {}, mail.Subject || "(no subject)"),
    about(mail),
    deeds(mail, said),
    said,
    ...sheets(mail),
    headers(mail),
    source(mail),
  );
  article.focus({ preventScroll: true });
  return true;
}

function about(mail) {
  const from = mail.From.Name ? `${mail.From.Name} <${mail.From.Address}>` : mail.From.Address;
  const lines = [
    ["from", from],
    ["to", mail.To.map((each) => each.Address).join(", ")],
    ["at", new Date(mail.Created).toLocaleString()],
  ];
  if (mail.Events.length) {
    lines.push(["SES says", mail.Events.map((each) => each.replace("Email ", "")).join(", ")]);
  } else if (mail.Box === "received") {
    lines.push(["", "came in by SMTP"]);
  }
  if (mail.Tags.length) lines.push(["tags", mail.Tags.join("  ")]);
  return element(
    "dl",
    { class: "about" },
    ...lines.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]),
  );
}

function deeds(mail, said) {
  const offered = DEEDS.filter(([deed]) => mail.Can[deed]);
  const group = element("div", { class: "deeds", role: "group", "aria-label": "Act as the reader" });
  group.append(
    ...offered.map(([deed, name], index) =>
      element(
        "button",
        {
          type: "button",
          class: index === 0 ? "first" : "",
          onclick: (event) =>
            deed === "reply" ? openReply(mail, group, said) : act(mail, deed, event.target, said),
        },
        name,
      ),
    ),
  );
  return group;
}

async function act(mail, deed, button, said, body = {}) {
  button.disabled = true;
  said.replaceChildren();
  said.classList.remove("bad");
  try {
    const done = await fetchJson(`/api/v1/message/${mail.ID}/${deed}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    const status = done.status && deed !== "scan" && deed !== "reply" ? ` The site answered ${done.status}.` : "";
    said.replaceChildren(done.did + status);
    if (deed === "reply") said.append(...(await theBoard()));
    if (done.said) said.append(element("p", { class: "quiet" }, `“${done.said}”`));
    const visited = done.details ?? [];
    if (visited.length) said.append(element("ul", {}, ...visited.map(visit)));
    return true;
  } catch (error) {
    said.classList.add("bad");
    said.replaceChildren(error.message);
    return false;
  } finally {
    button.disabled = false;
  }
}

function visit(each) {
  const outcome = each.opened ? each.statuses.join(", ") : "left alone";
  const link = each.link.length > 60 ? `${each.link.slice(0, 57)}…` : each.link;
  return element("li", {}, `${outcome}: ${link}`);
}

function openReply(mail, group, said) {
  const there = group.parentElement.querySelector("form.reply");
  if (there) {
    there.querySelector("textarea").focus();
    return;
  }
  const to = (mail.ReplyTo[0] ?? mail.From).Address;
  const text = element("textarea", { id: "reply-text", required: true });
  const send = element("button", { class: "first" }, "Send reply");
  const form = element(
    "form",
    {
      class: "reply",
      onsubmit: async (event) => {
        event.preventDefault();
        if (await act(mail, "reply", send, said, { text: text.value })) form.remove();
      },
    },
    element("label", { for: "reply-text" }, `${mail.To[0].Address} writes to ${to}; the letter is quoted below, as clients do`),
    text,
    send,
  );
  group.after(form);
  text.focus();
}

function radios(legend, key, options, changed) {
  return element(
    "fieldset",
    {},
    element("legend", { class: "unseen" }, legend),
    ...options.map((value) =>
      element(
        "label",
        { class: "choice" },
        element("input", {
          type: "radio",
          name: key,
          value,
          checked: choices[key] === value,
          onchange: () => {
            choices[key] = value;
            changed();
          },
        }),
        element("span", {}, value),
      ),
    ),
  );
}

function sheets(mail) {
  const text = element(
    "section",
    { class: "text" },
    element("h3", {}, "as text"),
    element("pre", { tabindex: "0", role: "region", "aria-label": "The mail as text" }, mail.Text || "(no text part)"),
  );
  if (!mail.HTML) return [element("div", { class: "sheets" }, text)];
  let frame = element("iframe", {});
  const html = element("section", {}, element("h3", {}, "as HTML"), frame);
  const note = element("span", { class: "quiet" });
  const look = () => {
    html.className = `html ${choices.width} ${choices.look}`;
    note.textContent =
      choices.look === "dark" && !mail.DarkMode ? "This mail has no dark mode of its own." : "";
    const address = `/preview/${mail.ID}?look=${choices.look}`;
    if (frame.getAttribute("src") === address) return;
    // a new frame, because another address in the old one would be a step for "back"
    const next = element("iframe", {
      title: "The mail as HTML",
      sandbox: "allow-popups allow-popups-to-escape-sandbox",
      src: address,
    });
    frame.replaceWith(next);
    frame = next;
  };
  look();
  return [
    element(
      "div",
      { class: "views" },
      radios("Width", "width", ["phone", "desktop"], look),
      radios("Look", "look", ["light", "dark", "inverted"], look),
      size(mail),
      note,
    ),
    element("div", { class: "sheets" }, html, text),
  ];
}

function size(mail) {
  const kilobytes = (mail.HTMLSize / 1024).toFixed(1);
  const limit = Math.round(mail.ClippedAt / 1024);
  const clipped = mail.HTMLSize > mail.ClippedAt;
  const meter = element("meter", {
    min: "0",
    max: mail.ClippedAt,
    low: mail.ClippedAt * 0.8,
    high: mail.ClippedAt * 0.98,
    optimum: "1",
    value: Math.min(mail.HTMLSize, mail.ClippedAt),
    id: "size",
  });
  const words = clipped
    ? `${kilobytes} KB: Gmail clips it at ${limit} KB`
    : `${kilobytes} KB of the ${limit} at which Gmail clips`;
  return element("span", { class: "size" }, meter, element("label", { for: "size" }, words));
}

function headers(mail) {
  const inside = element("div", {});
  const details = element("details", {}, element("summary", {}, "headers"), inside);
  details.addEventListener("toggle", async () => {
    if (!details.open || inside.firstChild) return;
    const found = await fetchJson(`/api/v1/message/${mail.ID}/headers`);
    const rows = Object.entries(found).flatMap(([name, values]) =>
      values.map((value) =>
        element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, value)),
      ),
    );
    inside.replaceChildren(element("table", {}, element("tbody", {}, ...rows)));
  });
  return details;
}

function source(mail) {
  const inside = element("pre", { tabindex: "0", role: "region", "aria-label": "The mail's source" });
  const details = element("details", {}, element("summary", {}, `source, ${(mail.Size / 1024).toFixed(1)} KB`), inside);
  details.addEventListener("toggle", async () => {
    if (!details.open || inside.firstChild) return;
    const answer = await fetch(`/api/v1/message/${mail.ID}/raw`);
    inside.textContent = (await answer.text()).slice(0, 500_000);
  });
  return details;
}
