// The editor in the colours of the page, which its variables bring into the shadow root.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--muted)",
    borderRadius: "0.3rem",
    fontSize: "0.95rem",
  },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "1.55",
    maxHeight: "60vh",
    overflow: "auto",
  },
  ".cm-content, .cm-gutter": { minHeight: "14rem" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--wash)", color: "var(--muted)", borderColor: "var(--line)" },
  ".cm-activeLine": { backgroundColor: "var(--active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--active)", color: "var(--ink)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", outline: "1px solid var(--muted)" },
  ".cm-lint-marker": { width: "0.9em", height: "0.9em" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--violation)",
    textUnderlineOffset: "0.2em",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--paper)",
    border: "1px solid var(--muted)",
    borderRadius: "0.3rem",
    boxShadow: "0 0.2rem 0.8rem #0003",
    maxWidth: "min(44rem, 92vw)",
  },
  ".cm-diagnostic": { padding: "0.4rem 0.6rem", fontFamily: "var(--sans)" },
  ".cm-diagnostic-error": { borderInlineStart: "0.3rem solid var(--violation)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--sans)", maxHeight: "18em" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.5rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    color: "var(--paper)",
    backgroundColor: "var(--accent)",
  },
  ".cm-completionDetail": {
    color: "var(--muted)",
    fontFamily: "var(--mono)",
    fontStyle: "normal",
    fontSize: "0.85em",
  },
  "li[aria-selected] .cm-completionDetail": { color: "inherit" },
  ".cm-completionIcon": { opacity: "1", color: "var(--muted)" },
  "li[aria-selected] .cm-completionIcon": { color: "inherit" },
  ".cm-completionIcon-constant::after": { content: "'◆'" },
  ".cm-completionIcon-class::after": { content: "'○'" },
  ".cm-completionIcon-property::after": { content: "'→'" },
  ".cm-completionIcon-variable::after": { content: "'?'" },
  ".cm-completionIcon-keyword::after": { content: "'·'" },
  ".cm-tooltip.cm-completionInfo": { padding: "0.2rem 0.6rem", fontFamily: "var(--sans)" },
});

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--syntax-keyword)", fontWeight: "600" },
  { tag: [tags.standard(tags.name), tags.standard(tags.variableName)], color: "var(--syntax-keyword)" },
  { tag: tags.comment, color: "var(--syntax-comment)", fontStyle: "italic" },
  { tag: tags.string, color: "var(--syntax-string)" },
  { tag: [tags.atom, tags.namespace], color: "var(--syntax-name)" },
  { tag: [tags.local(tags.variableName), tags.variableName], color: "var(--syntax-variable)" },
  { tag: tags.meta, color: "var(--syntax-comment)" },
]);

export const look = [theme, syntaxHighlighting(colours)];
