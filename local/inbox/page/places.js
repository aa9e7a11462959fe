// What is around the inbox, where it is known: the site, and the board that replies end on.
import { element, fetchJson } from "./making.js";

const known = fetchJson("/api/v1/places");

export async function showPlaces(list) {
  const places = Object.entries(await known);
  list.append(...places.map(([name, address]) => element("a", { href: address }, name)));
  list.hidden = places.length === 0;
}

// where a reply's ideas show
export async function theBoard() {
  const { board } = await known;
  return board ? [" What it asks for goes to ", element("a", { href: board }, "the board"), "."] : [];
}
