
"use strict";
(() => {
  const root = document.documentElement;
  const all = (query, from = document) => Array.from(from.querySelectorAll(query));

  // A reader's choice of light or dark is kept where the browser lets a file keep something.
  const theme = document.getElementById("theme");
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("stagecraft-theme", value);
      return localStorage.getItem("stagecraft-theme");
    } catch {
      return null;
    }
  };
  const dark = () => root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const label = () => {
    theme.textContent = dark() ? "Light" : "Dark";
    theme.setAttribute("aria-label", "Switch to " + (dark() ? "light" : "dark"));
  };
  const before = remembered();
  if (before === "dark" || before === "light") root.dataset.theme = before;
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remembered(root.dataset.theme);
    label();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
  label();

  const outputs = all("details.out");
  const fold = document.getElementById("fold");
  fold.addEventListener("click", () => {
    const open = fold.getAttribute("aria-pressed") !== "true";
    outputs.forEach((one) => { one.open = open; });
    fold.setAttribute("aria-pressed", String(open));
    fold.textContent = open ? "Fold outputs" : "Unfold outputs";
  });
  fold.hidden = outputs.length === 0;

  // On paper everything is unfolded; afterwards all is as it was.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((one) => { one.open = false; }));

  if (navigator.clipboard) {
    for (const button of all(".copy")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const code = button.parentElement.querySelector("code");
        try {
          await navigator.clipboard.writeText(code.textContent);
          button.textContent = "Copied";
        } catch {
          button.textContent = "Not copied";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 1500);
      });
    }
  }

  for (const table of all("table.sortable")) {
    const heads = all("th", table);
    heads.forEach((head, column) => {
      if (!head.textContent) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const value = (row) => row.cells[column].dataset.value;
        const rows = all("tbody tr", table);
        rows.sort((a, b) => {
          const [x, y] = [value(a), value(b)];
          const order = x !== "" && y !== "" && !isNaN(x) && !isNaN(y)
            ? x - y
            : x.localeCompare(y);
          return up ? order : -order;
        });
        table.tBodies[0].append(...rows);
      });
    });
  }

  // The step that is being read is marked in the list of steps.
  const links = new Map(all(".toc a").map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (!one.isIntersecting) continue;
      links.forEach((link) => link.removeAttribute("aria-current"));
      links.get(one.target.id).setAttribute("aria-current", "step");
    }
  }, { rootMargin: "0px 0px -75% 0px" });
  links.forEach((link, id) => {
    const target = document.getElementById(id);
    if (target) watcher.observe(target);
  });
  const steps = document.querySelector(".toc details");
  if (matchMedia("(max-width: 960px)").matches) steps.open = false;

  document.querySelector(".tools").hidden = false;
})();
