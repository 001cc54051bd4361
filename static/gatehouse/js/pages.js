/* What every page does by script, and does without it too: the list of errors takes the focus, one tick ticks all rows,
   and a button that acts on ticked rows says how many they are. */
(function () {
  "use strict";

  function focusErrors() {
    var summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  function boxes(all) {
    return Array.from(document.querySelectorAll('input[type="checkbox"][name="' + all.dataset.tickAll + '"]:not(:disabled)'));
  }

  function countTicked(name) {
    var ticked = document.querySelectorAll('input[type="checkbox"][name="' + name + '"]:checked').length;
    document.querySelectorAll('[data-counts="' + name + '"]').forEach(function (place) {
      place.textContent = ticked;
    });
  }

  document.addEventListener("change", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches('input[type="checkbox"]')) return;
    if (box.dataset.tickAll) {
      boxes(box).forEach(function (one) { one.checked = box.checked; });
      countTicked(box.dataset.tickAll);
    } else if (box.name) {
      var all = document.querySelector('[data-tick-all="' + box.name + '"]');
      if (all) all.checked = boxes(all).every(function (one) { return one.checked; });
      countTicked(box.name);
    }
  });
  document.addEventListener("DOMContentLoaded", focusErrors);
})();
