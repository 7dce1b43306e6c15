"use strict";
// The rules come with the page, from the same source as the server's.
const form = document.getElementById("change-password");
const [fresh, again] = ["newPassword", "verifyPassword"].map((name) => form.elements[name]);
const button = form.querySelector("button");

function show(item, met) {
  item.dataset.met = met;
  item.querySelector(".state").textContent = met ? "達成" : "未達成";
  return met;
}

function check() {
  const unmet = [...form.querySelectorAll("li[data-pattern]")].filter(
    (item) => !show(item, new RegExp(item.dataset.pattern, "su").test(fresh.value)),
  );
  const agree = show(form.querySelector("li[data-agree]"), fresh.value !== "" && fresh.value === again.value);
  button.disabled = unmet.length > 0 || !agree;
}

form.querySelector("[data-no-script]").remove();
form.addEventListener("input", check);
form.addEventListener("change", check); // a password manager may fire only this one
window.addEventListener("pageshow", check); // Back brings the typed values along
check();
