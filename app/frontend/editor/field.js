// A textarea becomes an editor in a shadow root, where style sheets are made without inline styles.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, bracketMatching } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { look } from "./look.js";

// Gives the editor's view, which keeps the textarea's value as its own.
export function upgrade(textarea, { label, source, run }) {
  const host = document.createElement("div");
  host.className = "code";
  const root = host.attachShadow({ mode: "open" });
  textarea.before(host);
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({ doc: textarea.value, extensions: extensions() }),
  });
  textarea.hidden = true;
  return view;

  function extensions() {
    return [
      // Before the others: an open list of completions must not keep a query from running.
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      bracketMatching(),
      closeBrackets(),
      lintGutter(),
      StreamLanguage.define(sparql),
      autocompletion({ override: [source], icons: true, maxRenderedOptions: 60 }),
      // Tab leaves the editor, as it leaves any field; an open list goes first, since a browser lets the
      // focus stop at one that scrolls.
      keymap.of([{ key: "Tab", run: closeAndGoOn, shift: closeAndGoOn }]),
      keymap.of([...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) textarea.value = update.state.doc.toString();
      }),
      look,
    ];
  }
}

function closeAndGoOn(view) {
  closeCompletion(view);
  return false;
}

// Shows a fault where it is, and puts the cursor there; lines and columns count from 1.
export function markFault(view, { line, column, message }) {
  const { doc } = view.state;
  const there = doc.line(Math.min(line, doc.lines));
  const from = Math.min(there.from + column - 1, there.to);
  const rest = doc.sliceString(from, there.to);
  const length = /^[\p{L}\p{N}_:?$-]+|^\S/u.exec(rest)?.[0].length ?? 0;
  const begin = length ? from : Math.max(there.from, from - 1);
  const fault = { from: begin, to: length ? from + length : from, severity: "error", message };
  view.dispatch(setDiagnostics(view.state, [fault]));
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from) });
}

export function replaceAll(view, text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  view.focus();
}
