// Everything works without this file. It adds the design system's behaviour, server drafts
// that save themselves, and a warning before a session ends. Nothing is kept in the browser.
import { initAll as initGovuk } from "./vendor/govuk-frontend.min.js";
import { initAll as initMoj } from "./vendor/moj-frontend.min.js";

initGovuk();
initMoj();
