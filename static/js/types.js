/**
 * The messages of the protocol `sonocase.1` as the browser sees them, and the few shapes that modules share.
 * The server's side is `player/engine/view.py` and `player/engine/protocol.py`.
 *
 * @typedef {{ src: string, type: string }} Source
 * @typedef {{ start: number, end: number, text: string, speaker: string | null }} Cue
 * @typedef {{ kind: "speech" | "sound" | "seen", text: string, start: number, speaker: string | null }} ScriptLine
 *
 * @typedef {object} Segment
 * @property {string} id
 * @property {string} scene
 * @property {string} phase
 * @property {string | null} title
 * @property {"audio" | "video"} kind
 * @property {number} duration seconds
 * @property {Source[]} media empty where it may not be played again
 * @property {Record<string, Cue[]>} cues by language; times in seconds from the start of the segment
 * @property {Record<string, ScriptLine[]>} script
 * @property {Record<string, Cue[]>} descriptions
 * @property {number} asks how many questions open at its end
 *
 * @typedef {object} Exhibit
 * @property {string} id
 * @property {string} view
 * @property {string} description
 * @property {"cine" | "still"} kind
 * @property {Source[]} media
 * @property {number} frames
 * @property {number | null} rate frames a second
 * @property {[number, number]} size pixels
 * @property {[number, number] | null} mm_per_px
 * @property {"left" | "right" | null} marker
 * @property {boolean} simulated
 * @property {[number, number, number, number][]} regions
 * @property {number | null} zero_depth y at which the depth is 0
 *
 * @typedef {{ id: string, title: string, state: "done" | "now" | "ahead" }} Phase
 * @typedef {{ limit: number, remaining: number, running: boolean }} ClockView seconds
 * @typedef {"guess" | "fairly" | "certain"} Confidence
 * @typedef {Record<string, unknown>} Response an answer, its fields given by the type of its question
 * @typedef {{ response: Response, confidence: Confidence | null }} Given an answer, and how sure the candidate is of it
 *
 * @typedef {object} Question
 * @property {string} item
 * @property {string} type which module of `items/` shows it
 * @property {string} stem
 * @property {string[]} exhibits
 * @property {boolean} confidence
 * @property {{ id: string, text: string }[]} [choices] of a choice
 * @property {number} [min]
 * @property {number} [max]
 * @property {string[]} [units] of a number
 * @property {number} [max_length] characters of a text
 * @property {{ id: string, text: string }[]} [labels] that are brought to targets
 * @property {{ id: string, text?: string, at?: [number, number] }[]} [targets] words, or spots on an image
 * @property {number} [max_per_target]
 * @property {number | null} [frame] that is held under the spots
 * @property {string} [outline] on which a transducer is placed
 * @property {{ id: string, text: string }[] | null} [transducers]
 * @property {boolean} [direction] whether it is asked where the marker points
 * @property {string} [hypothesis] that a finding may change
 * @property {string} [finding]
 * @property {{ id: string, text: string }[]} [scale] on which it does
 * @property {number} [max_per_label]
 * @property {string} [exhibit] on which something is set
 * @property {[number, number] | null} [frames] the first and the last frame on which it may be set
 * @property {number} [lines] of a caliper
 * @property {string[]} [names] of its lines
 * @property {string} [unit] in which they are told
 * @property {{ frames: number, mm_per_px: [number, number] | null } | null} [image] that something is set on
 *
 * @typedef {{ item: string, question: Question, response: Response | null, confidence: Confidence | null, expired: boolean }} Answer
 * @typedef {{ rationale: string } & Record<string, unknown>} Explanation
 * @typedef {{ item: string, question: Question, response: Response | null, fraction: number, points: number, explanation: Explanation }} Review
 *
 * @typedef {object} Case
 * @property {string} id
 * @property {string} title
 * @property {string} patient
 * @property {string} setting
 * @property {number} number
 * @property {number} of
 * @property {number} answered
 * @property {number} items
 *
 * @typedef {"initial" | "playing" | "asking" | "intermission" | "suspended" | "closed"} StageName
 *
 * @typedef {object} State
 * @property {"state"} type
 * @property {number} seq
 * @property {string} now
 * @property {StageName} stage
 * @property {"practice" | "exam"} mode
 * @property {string} area
 * @property {"none" | "scene" | "case"} replay
 * @property {boolean} pause_stops_clock
 * @property {string[]} languages
 * @property {Case | null} case
 * @property {Phase[]} phases
 * @property {Segment[]} segments
 * @property {Question | null} question
 * @property {number | null} number
 * @property {Response | null} draft
 * @property {Confidence | null} draft_confidence
 * @property {Exhibit[]} exhibits
 * @property {Answer[]} answers
 * @property {ClockView | null} item_clock
 * @property {ClockView | null} case_clock
 * @property {Review[]} review
 * @property {string | null} result
 *
 * @typedef {{ type: "welcome", protocol: string, epoch: number, writer: number, now: string }} Welcome
 * @typedef {{ type: "ack", id: string, seq: number, now: string }} Ack
 * @typedef {{ type: "error", id: string | null, code: string, message: string }} Refusal
 * @typedef {{ type: "pong", now: string }} Pong
 * @typedef {Welcome | Ack | Refusal | Pong | State} Reply
 *
 * @typedef {{ type: "reached", segment: string }
 *   | { type: "draft", item: string, response: Response, confidence: Confidence | null }
 *   | { type: "submit", item: string, response: Response, confidence: Confidence | null }
 *   | { type: "continue" } | { type: "suspend" } | { type: "resume" }
 *   | { type: "note", kind: "stall" | "media-error" | "hidden" | "exhibit", data: Record<string, unknown> }} Message
 */

export {};
