// QR codes (ISO/IEC 18004) of short texts in capitals and digits: versions 1 to 3, level M.
// That is all a code for the till needs, and one block of error correction keeps it small.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const SIZES = [[16, 10], [28, 16], [44, 26]]; // bytes of data, bytes of correction
const ROOM = SIZES.map(([data]) => {
  const bits = data * 8 - 4 - 9; // without the mode and the length
  return Math.floor(bits / 11) * 2 + (bits % 11 >= 6 ? 1 : 0);
});
const QUIET = 4;

const versionOf = (text) => {
  const at = ROOM.findIndex((room) => text.length <= room);
  if (at < 0 || [...text].some((letter) => !LETTERS.includes(letter))) throw new RangeError(text);
  return at + 1;
};

const bytesOf = (text, size) => {
  let bits = "0010" + text.length.toString(2).padStart(9, "0");
  for (let at = 0; at < text.length; at += 2) {
    const [first, second] = [...text.slice(at, at + 2)].map((letter) => LETTERS.indexOf(letter));
    bits += second === undefined
      ? first.toString(2).padStart(6, "0")
      : (first * 45 + second).toString(2).padStart(11, "0");
  }
  bits += "0".repeat(Math.min(4, size * 8 - bits.length));
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
  const bytes = bits.match(/.{8}/g).map((byte) => parseInt(byte, 2));
  for (let pad = 0; bytes.length < size; pad += 1) bytes.push(pad % 2 ? 0x11 : 0xec);
  return bytes;
};

// Reed-Solomon over GF(256) with x^8 + x^4 + x^3 + x^2 + 1.
const times = (a, b) => {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ (product >> 7 ? 0x11d : 0);
    if ((b >> bit) & 1) product ^= a;
  }
  return product;
};
const correction = (bytes, count) => {
  let divisor = [1];
  for (let at = 0, root = 1; at < count; at += 1, root = times(root, 2)) {
    const next = [...divisor, 0];
    divisor.forEach((one, place) => { next[place + 1] ^= times(one, root); });
    divisor = next;
  }
  const rest = [...bytes, ...Array(count).fill(0)];
  bytes.forEach((_, at) => {
    const factor = rest[at];
    divisor.forEach((one, place) => { rest[at + place] ^= times(one, factor); });
  });
  return rest.slice(bytes.length);
};

const MASKS = [
  (y, x) => (x + y) % 2, (y) => y % 2, (_, x) => x % 3, (y, x) => (x + y) % 3,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2, (y, x) => ((x * y) % 2) + ((x * y) % 3),
  (y, x) => (((x * y) % 2) + ((x * y) % 3)) % 2, (y, x) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

// What is the same in every code of a version; null where data goes.
const frame = (version) => {
  const width = 17 + 4 * version;
  const cells = Array.from({ length: width }, () => Array(width).fill(null));
  const set = (y, x, dark) => { if (cells[y]?.[x] !== undefined) cells[y][x] = dark; };
  for (const [top, start] of [[0, 0], [0, width - 7], [width - 7, 0]]) {
    for (let y = -1; y <= 7; y += 1) {
      for (let x = -1; x <= 7; x += 1) {
        const ring = Math.max(Math.abs(y - 3), Math.abs(x - 3));
        set(top + y, start + x, ring !== 2 && ring !== 4);
      }
    }
  }
  for (let at = 8; at < width - 8; at += 1) cells[6][at] = cells[at][6] = at % 2 === 0;
  if (version > 1) {
    const middle = width - 7;
    for (let y = -2; y <= 2; y += 1) {
      for (let x = -2; x <= 2; x += 1) set(middle + y, middle + x, Math.max(Math.abs(y), Math.abs(x)) !== 1);
    }
  }
  return cells;
};

// Fifteen bits, twice: level M (00) and the mask, with their own correction.
const sign = (cells, mask) => {
  let rest = mask << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const width = cells.length;
  for (let at = 0; at < 15; at += 1) {
    const dark = Boolean((bits >> at) & 1);
    if (at < 8) cells[at < 6 ? at : at + 1][8] = dark;
    else cells[8][at === 8 ? 7 : 14 - at] = dark;
    if (at < 8) cells[8][width - 1 - at] = dark;
    else cells[width - 15 + at][8] = dark;
  }
  cells[width - 8][8] = true;
};

const fill = (cells, bytes, mask) => {
  const width = cells.length;
  let at = 0;
  for (let right = width - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let row = 0; row < width; row += 1) {
      const y = up ? width - 1 - row : row;
      for (const x of [right, right - 1]) {
        if (cells[y][x] !== null) continue;
        const bit = at < bytes.length * 8 ? (bytes[at >> 3] >> (7 - (at & 7))) & 1 : 0;
        cells[y][x] = Boolean(bit ^ (MASKS[mask](y, x) === 0));
        at += 1;
      }
    }
  }
};

// How hard a code is to read: long runs, blocks, what looks like a corner, too dark or too light.
const badness = (cells) => {
  const width = cells.length;
  const lines = [...cells, ...cells.map((_, x) => cells.map((row) => row[x]))];
  let bad = 0;
  for (const line of lines) {
    const text = line.map(Number).join("");
    for (const run of text.match(/0+|1+/g)) if (run.length >= 5) bad += run.length - 2;
    bad += 40 * (text.match(/(?=10111010000)/g)?.length ?? 0);
    bad += 40 * (text.match(/(?=00001011101)/g)?.length ?? 0);
  }
  let dark = 0;
  cells.forEach((row, y) => row.forEach((cell, x) => {
    dark += cell;
    const same = [cells[y][x + 1], cells[y + 1]?.[x], cells[y + 1]?.[x + 1]];
    if (same.every((one) => one === cell)) bad += 3;
  }));
  return bad + 10 * Math.floor(Math.abs((dark * 20) / (width * width) - 10));
};

export const matrix = (text, chosen = null) => {
  const version = versionOf(text);
  const [data, extra] = SIZES[version - 1];
  const bytes = bytesOf(text, data);
  const whole = [...bytes, ...correction(bytes, extra)];
  const tried = (chosen === null ? MASKS.keys() : [chosen]);
  return [...tried].map((mask) => {
    const cells = frame(version);
    sign(cells, mask);
    fill(cells, whole, mask);
    return { cells, bad: badness(cells) };
  }).reduce((best, one) => (one.bad < best.bad ? one : best)).cells;
};

// How wide a code is with its quiet zone, in cells.
export const side = (text) => 17 + 4 * versionOf(text) + 2 * QUIET;

// The dark cells as one path for SVG.
export const path = (text) => matrix(text).flatMap((row, y) =>
  row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("");
