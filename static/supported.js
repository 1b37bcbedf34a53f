// First thing in the body, as a file: tells the styles that scripts run in this browser.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
