/** What every page does: its dialogs, the reader's settings, and printing. */

import { mountDialogs, mountSettings } from "./dialogs.js";
import { find } from "./dom.js";

mountDialogs();
mountSettings(find("#settings form", HTMLFormElement));
// on paper nothing can be unfolded
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((details) => details.setAttribute("open", "")));
for (const button of document.querySelectorAll("[data-prints]")) button.addEventListener("click", () => print());
