// Reads a QR code off a picture, for browsers that cannot do it themselves. Knows versions 1 to 25, which is more than
// any certificate needs, and letters, digits and bytes. After ISO/IEC 18004.
"use strict";
const QrReader = (() => {
  // Per version and level (M, L, H, Q as the format says them): [how many blocks, their codewords, those of them data].
  const BLOCKS = [
    [[[1,26,16]],[[1,26,19]],[[1,26,9]],[[1,26,13]]],
    [[[1,44,28]],[[1,44,34]],[[1,44,16]],[[1,44,22]]],
    [[[1,70,44]],[[1,70,55]],[[2,35,13]],[[2,35,17]]],
    [[[2,50,32]],[[1,100,80]],[[4,25,9]],[[2,50,24]]],
    [[[2,67,43]],[[1,134,108]],[[2,33,11],[2,34,12]],[[2,33,15],[2,34,16]]],
    [[[4,43,27]],[[2,86,68]],[[4,43,15]],[[4,43,19]]],
    [[[4,49,31]],[[2,98,78]],[[4,39,13],[1,40,14]],[[2,32,14],[4,33,15]]],
    [[[2,60,38],[2,61,39]],[[2,121,97]],[[4,40,14],[2,41,15]],[[4,40,18],[2,41,19]]],
    [[[3,58,36],[2,59,37]],[[2,146,116]],[[4,36,12],[4,37,13]],[[4,36,16],[4,37,17]]],
    [[[4,69,43],[1,70,44]],[[2,86,68],[2,87,69]],[[6,43,15],[2,44,16]],[[6,43,19],[2,44,20]]],
    [[[1,80,50],[4,81,51]],[[4,101,81]],[[3,36,12],[8,37,13]],[[4,50,22],[4,51,23]]],
    [[[6,58,36],[2,59,37]],[[2,116,92],[2,117,93]],[[7,42,14],[4,43,15]],[[4,46,20],[6,47,21]]],
    [[[8,59,37],[1,60,38]],[[4,133,107]],[[12,33,11],[4,34,12]],[[8,44,20],[4,45,21]]],
    [[[4,64,40],[5,65,41]],[[3,145,115],[1,146,116]],[[11,36,12],[5,37,13]],[[11,36,16],[5,37,17]]],
    [[[5,65,41],[5,66,42]],[[5,109,87],[1,110,88]],[[11,36,12],[7,37,13]],[[5,54,24],[7,55,25]]],
    [[[7,73,45],[3,74,46]],[[5,122,98],[1,123,99]],[[3,45,15],[13,46,16]],[[15,43,19],[2,44,20]]],
    [[[10,74,46],[1,75,47]],[[1,135,107],[5,136,108]],[[2,42,14],[17,43,15]],[[1,50,22],[15,51,23]]],
    [[[9,69,43],[4,70,44]],[[5,150,120],[1,151,121]],[[2,42,14],[19,43,15]],[[17,50,22],[1,51,23]]],
    [[[3,70,44],[11,71,45]],[[3,141,113],[4,142,114]],[[9,39,13],[16,40,14]],[[17,47,21],[4,48,22]]],
    [[[3,67,41],[13,68,42]],[[3,135,107],[5,136,108]],[[15,43,15],[10,44,16]],[[15,54,24],[5,55,25]]],
    [[[17,68,42]],[[4,144,116],[4,145,117]],[[19,46,16],[6,47,17]],[[17,50,22],[6,51,23]]],
    [[[17,74,46]],[[2,139,111],[7,140,112]],[[34,37,13]],[[7,54,24],[16,55,25]]],
    [[[4,75,47],[14,76,48]],[[4,151,121],[5,152,122]],[[16,45,15],[14,46,16]],[[11,54,24],[14,55,25]]],
    [[[6,73,45],[14,74,46]],[[6,147,117],[4,148,118]],[[30,46,16],[2,47,17]],[[11,54,24],[16,55,25]]],
    [[[8,75,47],[13,76,48]],[[8,132,106],[4,133,107]],[[22,45,15],[13,46,16]],[[7,54,24],[22,55,25]]],
  ];
  const ALIGNMENT = [[],[6,18],[6,22],[6,26],[6,30],[6,34],[6,22,38],[6,24,42],[6,26,46],[6,28,50],[6,30,54],[6,32,58],[6,34,62],[6,26,46,66],[6,26,48,70],[6,26,50,74],[6,30,54,78],[6,30,56,82],[6,30,58,86],[6,34,62,90],[6,28,50,72,94],[6,26,50,74,98],[6,30,54,78,102],[6,28,54,80,106],[6,32,58,84,110]];
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  // --- arithmetic of GF(256)
  const EXP = new Uint8Array(512), LOG = new Uint8Array(256);
  for (let power = 0, value = 1; power < 255; power++, value = value << 1 ^ (value & 128 ? 0x11d : 0)) {
    EXP[power] = EXP[power + 255] = value;
    LOG[value] = power;
  }
  const times = (one, other) => one && other ? EXP[LOG[one] + LOG[other]] : 0;
  const over = (one, other) => one ? EXP[LOG[one] + 255 - LOG[other]] : 0;
  const valueAt = (polynomial, x) => polynomial.reduceRight((sum, factor) => times(sum, x) ^ factor, 0);

  /** Mend a block of codewords in place; false where too many are wrong. (Berlekamp and Massey, then Forney.) */
  const mend = (block, spare) => {
    const size = block.length, syndromes = [];
    for (let power = 0; power < spare; power++) {
      syndromes.push(block.reduce((sum, word) => times(sum, EXP[power]) ^ word, 0));
    }
    if (syndromes.every((one) => one === 0)) return true;
    let locator = [1], before = [1], shift = 1, scale = 1, errors = 0;
    for (let step = 0; step < spare; step++) {
      let gap = syndromes[step];
      for (let index = 1; index <= errors; index++) gap ^= times(locator[index] ?? 0, syndromes[step - index]);
      if (gap === 0) { shift++; continue; }
      const kept = locator.slice(), factor = over(gap, scale);
      for (let index = 0; index < before.length; index++) {
        locator[index + shift] = (locator[index + shift] ?? 0) ^ times(factor, before[index]);
      }
      for (let index = 0; index < locator.length; index++) locator[index] ??= 0;
      if (2 * errors <= step) { errors = step + 1 - errors; before = kept; scale = gap; shift = 1; } else shift++;
    }
    if (errors > spare / 2) return false;
    const evaluator = [];
    for (let index = 0; index < spare; index++) {
      evaluator[index] = 0;
      for (let term = 0; term <= index; term++) evaluator[index] ^= times(locator[term] ?? 0, syndromes[index - term]);
    }
    const slope = locator.map((factor, index) => index % 2 ? factor : 0).slice(1);
    let mended = 0;
    for (let place = 0; place < size; place++) {
      const inverse = EXP[(255 - place) % 255];
      if (valueAt(locator, inverse) !== 0) continue;
      const below = valueAt(slope, inverse);
      if (below === 0) return false;
      block[size - 1 - place] ^= times(EXP[place], over(valueAt(evaluator, inverse), below));
      mended++;
    }
    return mended === errors;
  };

  // --- from modules to text
  const FORMATS = Array.from({ length: 32 }, (_, data) => {
    let rest = data << 10;
    for (let bit = 14; bit >= 10; bit--) if (rest >> bit & 1) rest ^= 0x537 << (bit - 10);
    return (data << 10 | rest) ^ 0x5412;
  });
  const ones = (number) => { let count = 0; for (; number; number &= number - 1) count++; return count; };
  const format = (dark, size) => {
    const first = [], second = [];
    for (let index = 0; index < 15; index++) {
      first.push(index < 6 ? dark(8, index) : index < 8 ? dark(8, index + 1) : index === 8 ? dark(7, 8) : dark(14 - index, 8));
      second.push(index < 8 ? dark(size - 1 - index, 8) : dark(8, size - 15 + index));
    }
    let best = 4, found = -1;
    for (const bits of [first, second]) {
      const read = bits.reduce((sum, bit, index) => sum | bit << index, 0);
      FORMATS.forEach((one, data) => { const wrong = ones(one ^ read); if (wrong < best) { best = wrong; found = data; } });
    }
    return found;
  };
  const MASKS = [
    (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
    (x, y) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2, (x, y) => x * y % 2 + x * y % 3,
    (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
  ];
  const isFixed = (version, size) => {
    const centres = ALIGNMENT[version - 1], last = centres.at(-1);
    return (x, y) => (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8) || x === 6 || y === 6
      || (version > 6 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6)))
      || centres.some((cx) => Math.abs(x - cx) < 3 && centres.some((cy) => Math.abs(y - cy) < 3
        && !((cx === 6 && (cy === 6 || cy === last)) || (cy === 6 && cx === last))));
  };
  const codewords = (dark, size, version, mask) => {
    const fixed = isFixed(version, size), words = [];
    let word = 0, bits = 0, upwards = true;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right--;
      for (let step = 0; step < size; step++) {
        const y = upwards ? size - 1 - step : step;
        for (const x of [right, right - 1]) {
          if (fixed(x, y)) continue;
          word = word << 1 | (dark(x, y) ^ (MASKS[mask](x, y) === 0 ? 1 : 0));
          if (++bits === 8) { words.push(word); word = bits = 0; }
        }
      }
      upwards = !upwards;
    }
    return words;
  };
  const data = (words, groups) => {
    const blocks = groups.flatMap(([count, all, good]) => Array.from({ length: count }, () => ({ all, good, words: [] })));
    let at = 0;
    for (let index = 0; index < Math.max(...blocks.map((one) => one.good)); index++) {
      for (const one of blocks) if (index < one.good) one.words.push(words[at++]);
    }
    const spare = blocks[0].all - blocks[0].good;
    for (let index = 0; index < spare; index++) for (const one of blocks) one.words.push(words[at++]);
    return blocks.every((one) => mend(one.words, spare)) ? blocks.flatMap((one) => one.words.slice(0, one.good)) : null;
  };
  const text = (bytes, version) => {
    let at = 0;
    const take = (count) => {
      let value = 0;
      for (; count > 0; count--, at++) value = value * 2 + ((bytes[at >> 3] ?? 0) >> (7 - (at & 7)) & 1);
      return value;
    };
    const wide = version > 9, said = [];
    while (at + 4 <= bytes.length * 8) {
      const mode = take(4);
      if (mode === 0) break;
      if (mode === 1) {
        for (let left = take(wide ? 12 : 10); left > 0; left -= 3) {
          const digits = Math.min(left, 3);
          said.push(String(take([0, 4, 7, 10][digits])).padStart(digits, "0"));
        }
      } else if (mode === 2) {
        for (let left = take(wide ? 11 : 9); left > 0; left -= 2) {
          const pair = left > 1 ? take(11) : take(6);
          said.push(left > 1 ? LETTERS[Math.floor(pair / 45)] + LETTERS[pair % 45] : LETTERS[pair]);
        }
      } else if (mode === 4) {
        said.push(new TextDecoder().decode(Uint8Array.from({ length: take(wide ? 16 : 8) }, () => take(8))));
      } else return null;
    }
    return said.join("");
  };
  const read = (dark, size) => {
    const version = (size - 17) / 4, about = format(dark, size);
    if (about < 0) return null;
    const bytes = data(codewords(dark, size, version, about & 7), BLOCKS[version - 1][about >> 3]);
    return bytes && text(bytes, version);
  };

  // --- from a picture to modules
  /** Dark or light, each dot against the mean of what surrounds it: paper is never lit evenly. */
  const threshold = ({ data: dots, width, height }) => {
    const sums = new Float64Array((width + 1) * (height + 1)), grey = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      let row = 0;
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 4;
        row += grey[y * width + x] = (dots[at] * 77 + dots[at + 1] * 151 + dots[at + 2] * 28) >> 8;
        sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row;
      }
    }
    const reach = Math.max(12, Math.round(Math.min(width, height) / 14)), bits = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const top = Math.max(0, y - reach), low = Math.min(height, y + reach + 1);
      for (let x = 0; x < width; x++) {
        const left = Math.max(0, x - reach), right = Math.min(width, x + reach + 1);
        const sum = sums[low * (width + 1) + right] - sums[top * (width + 1) + right] - sums[low * (width + 1) + left] + sums[top * (width + 1) + left];
        bits[y * width + x] = grey[y * width + x] * (low - top) * (right - left) < sum * 0.93 ? 1 : 0;
      }
    }
    return (x, y) => x >= 0 && y >= 0 && x < width && y < height ? bits[y * width + x] : 0;
  };
  const isFinder = (runs) => {
    const unit = runs.reduce((sum, one) => sum + one, 0) / 7;
    return unit >= 1 && runs.every((one, index) => Math.abs(one - unit * (index === 2 ? 3 : 1)) < unit * (index === 2 ? 1.5 : 0.75));
  };
  /** The runs through a dark dot in one direction, and the middle of them; null where they are no finder pattern. */
  const across = (dark, x, y, dx, dy, limit) => {
    const run = (from, sign, shade, most) => {
      let length = 0;
      while (length <= most && dark(x + (from + sign * length) * dx, y + (from + sign * length) * dy) === shade) length++;
      return length;
    };
    const up = run(0, -1, 1, limit), down = run(1, 1, 1, limit);
    const above = run(-up, -1, 0, limit), below = run(1 + down, 1, 0, limit);
    const far = run(-up - above, -1, 1, limit), near = run(1 + down + below, 1, 1, limit);
    const runs = [far, above, up + down, below, near];
    return isFinder(runs) ? { shift: (down - up + 1) / 2, unit: runs.reduce((sum, one) => sum + one, 0) / 7 } : null;
  };
  const finders = (dark, width, height) => {
    const found = [];
    for (let y = 0; y < height; y += 2) {
      let runs = [0, 0, 0, 0, 0], shade = 0;
      for (let x = 0; x <= width; x++) {
        const here = x < width ? dark(x, y) : 1 - shade;
        if (here === shade) { runs[4]++; continue; }
        if (shade === 1 && isFinder(runs)) {
          const cx = Math.round(x - runs[4] - runs[3] - runs[2] / 2), limit = runs[2] * 2;
          const down = across(dark, cx, y, 0, 1, limit);
          const along = down && across(dark, cx, Math.round(y + down.shift), 1, 0, limit);
          if (along && Math.max(down.unit, along.unit) < 1.7 * Math.min(down.unit, along.unit)) {
            const one = { x: cx + along.shift, y: y + down.shift, unit: (down.unit + along.unit) / 2, seen: 1 };
            const known = found.find((other) => Math.hypot(other.x - one.x, other.y - one.y) < 3 * one.unit);
            if (known) known.seen++; else found.push(one);
          }
        }
        runs = [...runs.slice(1), 1];
        shade = here;
      }
    }
    return found.sort((one, other) => other.seen - one.seen).slice(0, 9);
  };
  const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y);
  /** Three patterns as corner, right, bottom, best first: two sides of one length and a right angle between them. */
  const triples = (found) => {
    const tried = [];
    for (const corner of found) for (const right of found) for (const bottom of found) {
      if (corner === right || corner === bottom || right === bottom) continue;
      const turn = (right.x - corner.x) * (bottom.y - corner.y) - (right.y - corner.y) * (bottom.x - corner.x);
      if (turn <= 0) continue;
      const a = distance(corner, right), b = distance(corner, bottom), c = distance(right, bottom);
      const units = [corner.unit, right.unit, bottom.unit];
      const wrong = Math.abs(a - b) / Math.max(a, b) + Math.abs(c * c - a * a - b * b) / (c * c) + (Math.max(...units) / Math.min(...units) - 1) / 2;
      if (wrong < 1) tried.push({ corner, right, bottom, wrong });
    }
    return tried.sort((one, other) => one.wrong - other.wrong).slice(0, 12);
  };
  /** The plane seen at a slant: a function from the code's modules to the picture's dots, through four known points. */
  const plane = (from, to) => {
    const rows = from.flatMap(([x, y], index) => {
      const [u, v] = to[index];
      return [[x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]];
    });
    for (let column = 0; column < 8; column++) {
      const best = rows.slice(column).reduce((top, row, index) => Math.abs(row[column]) > Math.abs(rows[top][column]) ? column + index : top, column);
      [rows[column], rows[best]] = [rows[best], rows[column]];
      for (let row = 0; row < 8; row++) {
        if (row === column) continue;
        const factor = rows[row][column] / rows[column][column];
        for (let index = column; index < 9; index++) rows[row][index] -= factor * rows[column][index];
      }
    }
    const h = rows.map((row, index) => row[8] / row[index]);
    return (x, y) => {
      const w = h[6] * x + h[7] * y + 1;
      return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w];
    };
  };
  const PATTERN = Array.from({ length: 25 }, (_, index) => Math.max(Math.abs(index % 5 - 2), Math.abs(Math.floor(index / 5) - 2)) === 1 ? 0 : 1);
  /** Where the alignment pattern near the fourth corner really is: the place around `at` that fits best. */
  const aligned = (dark, at, side, down, unit) => {
    let best = 19, found = null;
    const reach = Math.ceil(unit * 6);
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) {
      let fits = 0;
      for (let index = 0; index < 25; index++) {
        const right = index % 5 - 2, below = Math.floor(index / 5) - 2;
        const x = at[0] + dx + right * side[0] + below * down[0], y = at[1] + dy + right * side[1] + below * down[1];
        if (dark(Math.floor(x), Math.floor(y)) === PATTERN[index]) fits++;
        if (fits + 24 - index < best) break;
      }
      const far = Math.hypot(dx, dy) / (reach * 2);
      if (fits - far > best) { best = fits - far; found = [at[0] + dx, at[1] + dy]; }
    }
    return found;
  };
  const sampled = (dark, { corner, right, bottom }, size) => {
    const version = (size - 17) / 4, span = size - 7;
    const side = [(right.x - corner.x) / span, (right.y - corner.y) / span], down = [(bottom.x - corner.x) / span, (bottom.y - corner.y) / span];
    const from = [[3.5, 3.5], [size - 3.5, 3.5], [3.5, size - 3.5]], to = [corner, right, bottom].map(({ x, y }) => [x, y]);
    const guess = (steps) => [corner.x + (side[0] + down[0]) * steps, corner.y + (side[1] + down[1]) * steps];
    const unit = (Math.hypot(...side) + Math.hypot(...down)) / 2;
    const real = version > 1 ? aligned(dark, guess(size - 10), side, down, unit) : null;
    const map = real ? plane([...from, [size - 6.5, size - 6.5]], [...to, real]) : plane([...from, [size - 3.5, size - 3.5]], [...to, guess(span)]);
    const bits = new Uint8Array(size * size);
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
      const [u, v] = map(x + 0.5, y + 0.5);
      bits[y * size + x] = dark(Math.floor(u), Math.floor(v));
    }
    return read((x, y) => bits[y * size + x], size);
  };
  /** The text of the QR code in a picture ({ data, width, height } as a canvas gives it), or null. */
  const decode = (picture) => {
    const dark = threshold(picture), found = finders(dark, picture.width, picture.height);
    for (const triple of triples(found)) {
      const { corner, right, bottom } = triple, unit = (corner.unit + right.unit + bottom.unit) / 3;
      const modules = (distance(corner, right) + distance(corner, bottom)) / 2 / unit + 7;
      const version = Math.round((modules - 17) / 4);
      for (const one of [version, version - 1, version + 1, version + 2, version - 2]) {
        if (one < 1 || one > 25) continue;
        const said = sampled(dark, triple, one * 4 + 17);
        if (said) return said;
      }
    }
    return null;
  };
  return { decode, mend, read };
})();
if (typeof module !== "undefined") module.exports = QrReader;
