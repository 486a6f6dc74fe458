/*
 * Puts a reader's kept wishes on the page before anything is drawn, so that nobody sees a flash of the wrong colours.
 * Not a module: modules run only after the page has been read. `settings.js` goes on from here.
 */
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem("sonocase.settings") ?? "{}");
    for (const [name, value] of Object.entries(kept)) document.documentElement.dataset[name] = String(value);
  } catch {
    // nothing is kept, or nothing that can be read: the standard look is right
  }
})();
