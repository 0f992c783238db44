// Texts whose contrast with what lies behind them is less than WCAG 2.2 AA asks for (4.5, or 3 for large text).
() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) =>
    colour.slice(0, 3).reduce((sum, part, i) => {
      const value = part / 255;
      return sum + [0.2126, 0.7152, 0.0722][i] * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    }, 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const style = getComputedStyle(element);
    if (!words || style.visibility === "hidden" || !element.getClientRects().length || element.closest("svg")) continue;
    const [one, other] = [light(rgba(style.color)), light(behind(element))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    if ((one + 0.05) / (other + 0.05) < (large ? 3 : 4.5)) poor.push(`${element.className}: ${element.textContent.slice(0, 40)}`);
  }
  return poor;
}
