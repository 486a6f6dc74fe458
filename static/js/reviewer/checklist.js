/**
 * Keeps what was answered in the checklist while other forms of the page are sent: in this window, for this
 * scene as it is and this reviewer.
 */

/** @param {HTMLFormElement} form whose `data-keeps` names what is answered for */
export function mountChecklist(form) {
  const name = `checklist ${form.dataset.keeps}`;
  const kept = new URLSearchParams(sessionStorage.getItem(name) ?? "");
  for (const [point, answer] of kept) {
    const choice = form.querySelector(`input[type="radio"][name="${CSS.escape(point)}"][value="${CSS.escape(answer)}"]`);
    if (choice instanceof HTMLInputElement) choice.checked = true;
  }
  form.addEventListener("change", () => sessionStorage.setItem(name, answers(form)));
  // the next sign-off is answered for anew; one that is refused comes back with its answers
  form.addEventListener("submit", () => sessionStorage.removeItem(name));
}

/** @param {HTMLFormElement} form */
function answers(form) {
  const chosen = [...form.querySelectorAll("input:checked")].filter((input) => input instanceof HTMLInputElement);
  return new URLSearchParams(chosen.map(({ name, value }) => [name, value])).toString();
}
