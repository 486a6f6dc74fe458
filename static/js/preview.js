/**
 * The author's preview: moments of the time line are played, questions are tried, and the page is read anew when a file
 * of the package is saved.
 */

import { Bench } from "./preview/bench.js";
import { follow } from "./preview/follow.js";
import { restoreExhibit, showExhibit, showItem } from "./preview/trial.js";

const bench = document.querySelector(".bench");

if (bench instanceof HTMLElement) {
  const stage = new Bench(bench);
  bench.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { ask, look, places = "", at, item } = button?.dataset ?? {};
    if (button && at !== undefined) {
      stage.go(button);
      stage.reveal();
    }
    if (button && ask && item) {
      stage.hold(button);
      void showItem(ask, item);
    }
    if (look) void showExhibit({ look, places });
  });
  stage.restore();
  void restoreExhibit();
}

follow(document.body.dataset);
