/**
 * The dialogs of a page: opened by any button with `data-opens`, closed by their own button, Escape or a click beside
 * them; the browser gives the focus back to where it was.
 */

import { STANDARD, onWishes, wish, wishes } from "./settings.js";

/** Lets every button with `data-opens="id"` open the dialog with that id. */
export function mountDialogs() {
  for (const button of document.querySelectorAll("[data-opens]")) {
    if (button instanceof HTMLElement) button.addEventListener("click", () => openDialog(button.dataset.opens ?? ""));
  }
  for (const dialog of document.querySelectorAll("dialog")) mountDialog(dialog);
}

/** @param {string} id */
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/** @param {HTMLDialogElement} dialog */
function mountDialog(dialog) {
  // the dialog itself is hit only where it is not covered by its content: its backdrop
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  for (const button of dialog.querySelectorAll("[data-closes]")) button.addEventListener("click", () => dialog.close());
}

/**
 * Binds a form to the settings: each control has the name of a wish.
 *
 * @param {HTMLFormElement} form
 */
export function mountSettings(form) {
  const controls = [...form.elements].filter(
    (element) => element instanceof HTMLInputElement || element instanceof HTMLSelectElement,
  );
  form.addEventListener("change", (event) => {
    const control = controls.find((one) => one === event.target);
    if (control) wish({ [control.name]: valueOf(control) });
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    wish(STANDARD);
  });
  onWishes(() => controls.forEach(show));
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function show(control) {
  const value = wishes()[/** @type {keyof typeof STANDARD} */ (control.name)];
  if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value === true;
  else if (control instanceof HTMLInputElement && control.type === "radio") control.checked = control.value === String(value);
  else control.value = String(value);
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function valueOf(control) {
  if (control instanceof HTMLInputElement && control.type === "checkbox") return control.checked;
  const standard = STANDARD[/** @type {keyof typeof STANDARD} */ (control.name)];
  return typeof standard === "number" ? Number(control.value) : control.value;
}
