// Everything works without this file. It adds the design system's behaviour, server drafts
// that save themselves, people found while one types, registers ticked by number, and a
// warning before a session ends. Nothing is kept in the browser.
import { createAll, initAll as initGovuk, Radios } from "./vendor/govuk-frontend.min.js";
import { FilterToggleButton, initAll as initMoj } from "./vendor/moj-frontend.min.js";

const GLANCE = 250; // after the last key, before somebody is looked up
const SECOND_DIGIT = 700; // milliseconds between two digits of one number
const PAUSE = 3000; // after the last key, before a draft is sent
const LONGEST = 15000; // of steady typing between two drafts
const RETRY = 15000;
const LAST_SAVE = 5; // seconds before the end, whatever has not been sent yet
const MARGIN = 2; // seconds after it, so that the server agrees that it is over

initGovuk();
initMoj();
for (const filter of document.querySelectorAll('[data-module="moj-filter"]')) {
  const words = { showText: "Show filters", hideText: "Hide filters" };
  // Open on a wide screen; the library itself folds it away on a narrow one.
  new FilterToggleButton(filter, { startHidden: false, toggleButton: words });
}
keepRadiosPlain();
for (const register of document.querySelectorAll("[data-register]")) tickByNumber(register);
for (const button of document.querySelectorAll("[data-tick-everybody]")) tickEverybody(button);
for (const picker of document.querySelectorAll("[data-picker]")) findWhileTyping(picker);

const drafts = [...document.querySelectorAll("form[data-draft-url]")].map(keepDraft);
watchSession(document.body.dataset, drafts);

// The design system marks a radio that reveals questions as expandable, which a radio may
// not be (ARIA): screen readers differ in what they make of it, and checkers refuse it.
function keepRadiosPlain() {
  makeRadiosPlain();
  document.addEventListener("click", makeRadiosPlain);
  window.addEventListener("pageshow", makeRadiosPlain);
}

function makeRadiosPlain() {
  for (const radio of document.querySelectorAll(".govuk-radios__input[aria-expanded]")) {
    radio.removeAttribute("aria-expanded");
  }
}

// Whoever may be meant stands under the box as somebody types, as the button "Find" would
// show them. It is asked by POST: a name is never in an address.
function findWhileTyping(picker) {
  const box = picker.querySelector("input[type=text]");
  const choices = picker.querySelector("[data-picker-choices]");
  const status = picker.querySelector("[data-picker-status]");
  let timer = null;
  let underWay = null;
  let foundFor = box.value;

  async function find() {
    clearTimeout(timer);
    if (box.value === foundFor) return;
    const asked = box.value;
    underWay?.abort();
    underWay = new AbortController();
    const sent = new URLSearchParams({ picker: box.name, allows_new: picker.dataset.pickerNew ?? "" });
    for (const field of picker.querySelectorAll("input, select")) {
      if (field.type !== "radio" || field.checked) sent.append(field.name, field.value);
    }
    try {
      const answer = await fetch(picker.dataset.picker, {
        method: "POST",
        body: sent,
        headers: { "X-CSRFToken": box.form.elements.csrfmiddlewaretoken.value },
        redirect: "manual", // signed out: the page's own end tells so
        signal: underWay.signal,
      });
      if (!answer.ok) return;
      choices.innerHTML = await answer.text();
    } catch {
      return; // the next key, or the form's own button, asks again
    }
    foundFor = asked;
    createAll(Radios, undefined, choices);
    makeRadiosPlain();
    const legend = choices.querySelector("legend");
    const found = choices.querySelectorAll("[data-picker-known]").length;
    if (found) status.textContent = found === 1 ? "1 person found" : `${found} people found`;
    else status.textContent = legend ? legend.textContent : "";
  }

  picker.querySelector("[data-picker-find]").remove();
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, GLANCE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it would send the form
    find();
  });
}

// A register is ticked without a mouse: in a box, somebody's number ticks or unticks them.
function tickByNumber(register) {
  const boxes = [...register.querySelectorAll("input[type=checkbox]")];
  let typed = "";
  let timer = null;

  function tick() {
    clearTimeout(timer);
    const box = boxes[Number(typed) - 1];
    typed = "";
    if (!box) return;
    box.focus();
    box.click();
  }

  register.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[0-9]$/.test(event.key)) return;
    typed += event.key;
    clearTimeout(timer);
    // 1 may be the beginning of 12: then a moment is left for the second digit.
    if (Number(typed) * 10 > boxes.length) tick();
    else timer = setTimeout(tick, SECOND_DIGIT);
  });
}

// The button's own form asks for the page with everybody ticked; here it only ticks them.
function tickEverybody(button) {
  button.addEventListener("click", (event) => {
    const register = document.getElementById(button.dataset.tickEverybody);
    const boxes = [...register.querySelectorAll("input[type=checkbox]")];
    event.preventDefault();
    for (const box of boxes) box.checked = true;
    boxes[0]?.focus();
  });
}

// A form that sends itself to the server while somebody writes.
function keepDraft(form) {
  const status = form.querySelector("[data-draft-status]");
  const token = form.elements.csrfmiddlewaretoken?.value ?? "";
  let sent = written();
  let changedAt = null;
  let timer = null;
  let stopped = false;
  let underWay = null;

  function written() {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields.append(name, value);
    }
    return fields.toString();
  }

  function changed() {
    if (stopped) return;
    changedAt ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(PAUSE, Math.max(0, changedAt + LONGEST - Date.now())));
  }

  async function save(options = {}) {
    clearTimeout(timer);
    const now = written();
    if (stopped || now === sent) {
      changedAt = null;
      return;
    }
    underWay?.abort();
    underWay = new AbortController();
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST",
        body: now,
        headers: {
          "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
          "X-CSRFToken": token,
          "X-Requested-With": "draft",
        },
        redirect: "manual", // a redirect means signed out: not saved
        signal: underWay.signal,
        keepalive: Boolean(options.leaving),
      });
      if (!answer.ok) throw new Error("not saved");
      const { saved_at: savedAt } = await answer.json();
      sent = now;
      changedAt = null;
      say(`Draft saved ${savedAt}`);
      if (written() !== sent) changed();
    } catch (problem) {
      if (stopped || problem.name === "AbortError") return;
      say("Draft not saved. Trying again.");
      timer = setTimeout(save, RETRY);
    }
  }

  function say(text) {
    // The same words again would be read out again.
    if (status && status.textContent !== text) status.textContent = text;
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    // A draft that overtook the form would come back after it was recorded.
    stopped = true;
    clearTimeout(timer);
    underWay?.abort();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save({ leaving: true });
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) stopped = false;
  });
  return save;
}

// Two minutes before the idle end a dialog offers to stay. After the end the page is asked
// for again, so that nothing stays on the screen: the server, which ended the session, leads
// to the sign-in and from there back here. Other tabs count as being there.
function watchSession({ idleSeconds, warnSeconds, stayUrl }, saves) {
  const dialog = document.getElementById("session-warning");
  if (!idleSeconds || !dialog) return;
  const form = dialog.querySelector("[data-session-stay]");
  const left = dialog.querySelector("[data-session-left]");
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("session") : null;
  let end;
  let isOver = false;

  function begin() {
    end = Date.now() + idleSeconds * 1000;
    if (dialog.open) dialog.close();
  }

  function look() {
    const seconds = Math.round((end - Date.now()) / 1000);
    if (isOver) return;
    if (seconds < -MARGIN) {
      leave();
    } else if (seconds <= warnSeconds) {
      if (seconds <= LAST_SAVE) saves.forEach((save) => save());
      if (!dialog.open) dialog.showModal();
      const words = inWords(seconds);
      if (left.textContent !== words) left.textContent = words;
    }
  }

  function inWords(seconds) {
    if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
    if (seconds > 30) return "1 minute";
    return seconds > 10 ? "30 seconds" : "a few seconds";
  }

  function leave() {
    isOver = true;
    location.assign(location.pathname + location.search);
  }

  async function stay(event) {
    event.preventDefault();
    if (isOver) return;
    try {
      const answer = await fetch(stayUrl, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        redirect: "manual",
      });
      if (!answer.ok) throw new Error("signed out");
    } catch {
      leave();
      return;
    }
    begin();
    tabs?.postMessage("here");
  }

  form.addEventListener("submit", stay);
  dialog.addEventListener("cancel", stay);
  tabs?.addEventListener("message", begin);
  begin();
  tabs?.postMessage("here");
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
}
