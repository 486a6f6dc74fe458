/** Where the player is, drawn into the time line; a click there goes to its moment, as every list beside it does by keys. */

const SVG = "http://www.w3.org/2000/svg";
/** Units of the drawing from the beginning of a scene to its end. */
const WIDTH = 1000;

/**
 * @param {HTMLMediaElement} medium
 * @param {(time: number) => void} seek
 */
export function mountPlayhead(medium, seek) {
  const drawing = document.querySelector("div.drawing svg");
  if (!(drawing instanceof SVGSVGElement)) return { move: () => undefined };
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("class", "playhead");
  line.setAttribute("y1", "16");
  line.setAttribute("y2", "144");
  drawing.append(line);
  const room = drawing.parentElement;
  drawing.addEventListener("click", (event) => {
    const { left, width } = drawing.getBoundingClientRect();
    // the drawing has two units of room on either side
    const at = ((event.clientX - left) / width) * (WIDTH + 4) - 2;
    if (medium.duration) seek(Math.max(0, Math.min(1, at / WIDTH)) * medium.duration);
  });
  return {
    /** @param {number} time */
    move(time) {
      const x = String(medium.duration ? (time / medium.duration) * WIDTH : 0);
      line.setAttribute("x1", x);
      line.setAttribute("x2", x);
      if (room) keepInSight(room, drawing, Number(x) / WIDTH);
    },
  };
}

/**
 * Scrolls a wide drawing on by most of what is seen of it when the line has left that.
 *
 * @param {HTMLElement} room
 * @param {SVGSVGElement} drawing
 * @param {number} part from 0 to 1
 */
function keepInSight(room, drawing, part) {
  const at = part * drawing.clientWidth;
  if (at < room.scrollLeft || at > room.scrollLeft + room.clientWidth) room.scrollLeft = at - room.clientWidth * 0.1;
}
