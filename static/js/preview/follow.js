/**
 * Asks whether a file of the package was saved, and reads the page anew when one was. Where the reader is stays in the
 * address, and how far the page is scrolled with the browser.
 */

/** Milliseconds between two questions. */
const PACE = 400;

/** @param {DOMStringMap} data the page's stamp, and where the present one is told */
export function follow({ stamp, stamps }) {
  const sign = document.getElementById("following");
  const ask = async () => {
    try {
      const answer = await fetch(stamps ?? "", { cache: "no-store" });
      if (answer.ok && (await answer.json()).stamp !== stamp) {
        location.reload();
        return;
      }
      sign?.classList.remove("problem");
      if (sign?.dataset.lost) location.reload();
    } catch {
      sign?.classList.add("problem");
      if (sign) {
        sign.dataset.lost = "1";
        sign.textContent = "The preview has ended: start it again";
      }
    }
    setTimeout(ask, PACE);
  };
  setTimeout(ask, PACE);
}
