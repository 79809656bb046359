// The data of the page: a header of JSON and columns of numbers, in zlib's format, as base64.

const NUMBERS = {f4: Float32Array, i4: Int32Array, i2: Int16Array, u4: Uint32Array, u2: Uint16Array, u1: Uint8Array};

async function read() {
  const bytes = await unpacked(bytesOf(document.getElementById("data").textContent));
  const length = new DataView(bytes.buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  for (const [name, type, size] of header.columns) {
    at = Math.ceil(at / 8) * 8;
    header[name] = new NUMBERS[type](bytes.buffer, at, size);
    at += header[name].byteLength;
  }
  return header;
}

function bytesOf(base64) {
  const text = atob(base64), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

async function unpacked(bytes) {
  if (typeof DecompressionStream !== "function") return inflate(bytes.subarray(2));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// DEFLATE (RFC 1951), for browsers that have no DecompressionStream.
const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
  6145, 8193, 12289, 16385, 24577];
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

function inflate(packed) {
  let at = 0, held = 0, holds = 0, out = new Uint8Array(packed.length * 6), size = 0;
  const bits = (count) => {
    while (holds < count) { held |= (packed[at++] || 0) << holds; holds += 8; }
    const value = held & ((1 << count) - 1);
    held >>>= count; holds -= count;
    return value;
  };
  const symbol = (code) => {  // canonical Huffman: codes of a length are numbers in a row
    let value = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      value |= bits(1);
      const count = code.counts[length];
      if (value - first < count) return code.symbols[index + value - first];
      index += count; first = (first + count) << 1; value <<= 1;
    }
    throw new Error("no such code");
  };
  const put = (byte) => {
    if (size === out.length) { const more = new Uint8Array(size * 2); more.set(out); out = more; }
    out[size++] = byte;
  };
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      held = holds = 0;
      const length = packed[at] | packed[at + 1] << 8;
      at += 4;
      for (let i = 0; i < length; i++) put(packed[at++]);
      continue;
    }
    const [letters, distances] = kind === 1 ? fixedCodes() : sentCodes(bits, symbol);
    for (let code; (code = symbol(letters)) !== 256;) {
      if (code < 256) { put(code); continue; }
      const place = code - 257;
      const length = LENGTHS[place] + bits(place < 8 || place === 28 ? 0 : (place >> 2) - 1);
      const far = symbol(distances);
      const back = DISTANCES[far] + bits(far < 4 ? 0 : (far >> 1) - 1);
      for (let i = 0; i < length; i++) put(out[size - back]);
    }
  }
  return out.slice(0, size);
}

function huffman(lengths) {
  const counts = new Uint16Array(16), starts = new Uint16Array(17), symbols = new Uint16Array(lengths.length);
  for (const length of lengths) if (length) counts[length]++;
  for (let length = 1; length < 16; length++) starts[length + 1] = starts[length] + counts[length];
  lengths.forEach((length, value) => { if (length) symbols[starts[length]++] = value; });
  return {counts, symbols};
}

function fixedCodes() {
  const letters = Array.from({length: 288}, (_, i) => i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  return [huffman(letters), huffman(Array(30).fill(5))];
}

function sentCodes(bits, symbol) {
  const many = bits(5) + 257, distances = bits(5) + 1, sent = bits(4) + 4;
  const short = Array(19).fill(0);
  for (let i = 0; i < sent; i++) short[ORDER[i]] = bits(3);
  const code = huffman(short), lengths = [];
  while (lengths.length < many + distances) {
    const value = symbol(code);
    if (value < 16) { lengths.push(value); continue; }
    const repeated = value === 16 ? lengths[lengths.length - 1] : 0;
    const times = value === 16 ? 3 + bits(2) : value === 17 ? 3 + bits(3) : 11 + bits(7);
    for (let i = 0; i < times; i++) lengths.push(repeated);
  }
  return [huffman(lengths.slice(0, many)), huffman(lengths.slice(many))];
}
