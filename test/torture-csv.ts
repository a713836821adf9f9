import iconv from 'iconv-lite'

/** 刑具之一：CSV。What a file may do to its reader, made here and never kept. `fate`: 'read', or the code of its refusal. */
export interface Torture {
  readonly what: string
  readonly make: () => Buffer
  /** How it must end: read to its end, refused by this code, or either of them. */
  readonly fate: string
}

export const HEAD = '社会保障号码,姓名,缴费工资'
const LINE = '110101196501129991,沈秋禾,8000.00'
const ROWS = [LINE, '110102197003059987,𠮷田·禾,7162.50', '110101196501129991,“引”号,9000.00']
const TEXT = [HEAD, ...ROWS].join('\r\n')

const of = (what: string, text: string | (() => Buffer), fate = 'read'): Torture => ({
  what,
  make: typeof text === 'string' ? () => Buffer.from(text) : text,
  fate,
})

const hex = (digits: string) => Buffer.from(digits, 'hex')

/** 编码 × 换行 × 分隔符。 */
const ENCODINGS: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 BOM', (text) => Buffer.from(`\ufeff${text}`)],
  ['GB18030', (text) => iconv.encode(text, 'gb18030')],
  ['UTF-16LE BOM', (text) => Buffer.concat([hex('fffe'), iconv.encode(text, 'utf-16le')])],
  ['UTF-16BE BOM', (text) => Buffer.concat([hex('feff'), iconv.encode(text, 'utf-16be')])],
  ['UTF-16LE', (text) => iconv.encode(text, 'utf-16le')],
  ['UTF-16BE', (text) => iconv.encode(text, 'utf-16be')],
]
const ENDS = ['\n', '\r\n', '\r']
const SIGNS = [',', '\t', ';', '|']

const WRITTEN: Torture[] = ENCODINGS.flatMap(([encoding, encode]) =>
  ENDS.flatMap((end) =>
    SIGNS.map((sign) =>
      of(`${encoding}，换行 ${JSON.stringify(end)}，分隔 ${JSON.stringify(sign)}`, () =>
        encode([HEAD, ...ROWS].map((row) => row.replaceAll(',', sign)).join(end)),
      ),
    ),
  ),
)

/** 逐处换上一个坏字节：what is read is read as it is; what is not is refused by name. */
const BAD_BYTES = ['00', 'ff', 'fe', '80', 'c0', 'e6', 'f0', '22', '0a', '0d', '1a', '7f'] as const
const BROKEN: Torture[] = ENCODINGS.slice(0, 3).flatMap(([encoding, encode]) =>
  BAD_BYTES.flatMap((byte) =>
    [0.05, 0.4, 0.9].map((share) =>
      of(`${encoding}，在 ${share} 处换成 ${byte}`, () => altered(encode(TEXT), share, hex(byte)), 'either'),
    ),
  ),
)

function altered(bytes: Buffer, share: number, by: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  by.copy(copy, Math.floor(copy.length * share))
  return copy
}

/** 一格之内能写的花样：each stands in the wage column. */
const CELLS: readonly (readonly [string, string])[] = [
  ...['1.10101E+17', '1.1E17', '1.10101e+17', '000123', '0', '-0', '-5.00', '１２３．００', '1,234.00', '"1,234.00"'],
  ...[
    '￥100',
    '100元',
    '1e400',
    'NaN',
    'Infinity',
    '1/2',
    '0x10',
    '٣٤',
    '一百',
    '2026-02-29',
    '1900-02-29',
    '1904/1/1',
  ],
  ...[
    '=1+1',
    '+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://x")',
    '\u202e100',
    '1\u200b00',
  ],
  ...['\u2028', '\u0085', 'null', 'undefined', '[object Object]', '<script>', "'; drop table x; --", '%00', '../..'],
  ...['𠮷', '\u{20000}', 'é', 'e\u0301', '\ufdfa', '\ufffd', 'ﬁ', '㍿', '🧑‍🦳', ' ', '\u3000', '\u00a0', '""', '" "'],
].map((cell) => [JSON.stringify(cell), cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell] as const)
const IN_CELLS: Torture[] = CELLS.map(([what, cell]) =>
  of(`工资一格是 ${what}`, `${HEAD}\n110101196501129991,沈秋禾,${cell}\n${LINE}`),
)

const wide = (columns: number) => Array.from({ length: columns }, (_, i) => `列${i}`).join(',')

const SHAPES: readonly Torture[] = [
  of('空', '', 'file.empty'),
  of('只有 BOM', '\ufeff'),
  of('只有换行', '\n\n\r\n\r'),
  of('只有表头', HEAD),
  of('只有一个字', '甲'),
  of('一列', '姓名\n沈秋禾\n'),
  of('空行在各处', `\n\n${HEAD}\n\n\n${LINE}\n\n`),
  of('全是逗号的行', `${HEAD}\n,,,,\n${LINE}`),
  of('表头两遍', `${HEAD}\n${HEAD}\n${LINE}`),
  of('列数参差', `${HEAD}\n1\n1,2\n1,2,3,4,5,6,7`),
  of('200 列', `${wide(200)}\n${wide(200)}`),
  of('201 列', wide(201), 'file.too-many-columns'),
  of('16384 列', wide(16_384), 'file.too-many-columns'),
  of('引号里换行', `${HEAD}\n"1\n1","沈\r\n秋","8"\n`),
  of('引号未关', `${HEAD}\n"1,2,3\n`, 'file.quote'),
  of('引号未关，很长', () => Buffer.from(`${HEAD}\n"${'甲,乙\n'.repeat(300_000)}`), 'either'),
  of('引号成串', `${HEAD}\n""""""",1,2\n`, 'either'),
  of('引号加倍', `${HEAD}\n"a""b",1,2\n`),
  of('引号后有字', `${HEAD}\n"1"2,3,4\n`, 'file.quote'),
  of('一格 32 KB', `${HEAD}\n${'甲'.repeat(32 * 1024)},1,2\n`),
  of('一格 33 KB', `${HEAD}\n${'甲'.repeat(33 * 1024)},1,2\n`, 'file.cell-too-long'),
  of('一格 8 MB', () => Buffer.alloc(8 << 20, 'a'), 'file.cell-too-long'),
  of('一行 8 MB 逗号', () => Buffer.alloc(8 << 20, ','), 'file.cell-too-long'),
  of('8 MB 引号', () => Buffer.alloc(8 << 20, '"'), 'either'),
  of('8 MB 换行', () => Buffer.alloc(8 << 20, '\n'), 'file.too-many-rows'),
  of('8 MB 回车', () => Buffer.alloc(8 << 20, '\r'), 'file.too-many-rows'),
  of('8 MB 零字节', () => Buffer.alloc(8 << 20), 'file.nul'),
  of('8 MB 0xFF', () => Buffer.alloc(8 << 20, 0xff), 'either'),
  of('四万行', () => Buffer.from(`${HEAD}\n${`${LINE}\n`.repeat(40_000)}`)),
  of('四万行 GB18030', () => iconv.encode(`${HEAD}\n${`${LINE}\n`.repeat(40_000)}`, 'gb18030')),
  of(
    '两种编码拼成',
    () => Buffer.concat([Buffer.from(`${TEXT}\n`), iconv.encode(TEXT, 'gb18030')]),
    'file.encoding-mixed',
  ),
  of('BOM 在中间', `${HEAD}\n\ufeff${LINE}`),
  of('两个 BOM', `\ufeff\ufeff${HEAD}\n${LINE}`),
  of('U+2028 作换行', `${HEAD}\u2028${LINE}`),
  of('垂直制表', `${HEAD}\v${LINE}`),
  of('文件末尾 Ctrl-Z', `${TEXT}\x1a`),
  of('sep= 开头', `sep=;\n${TEXT}`),
]

/** 截断：every so many bytes, in three encodings. */
const CUT: Torture[] = ENCODINGS.slice(0, 3).flatMap(([encoding, encode]) =>
  Array.from({ length: 24 }, (_, i) =>
    of(
      `${encoding}，截在 ${i + 1}/25`,
      () => encode(TEXT).subarray(0, Math.floor((encode(TEXT).length * (i + 1)) / 25)),
      'either',
    ),
  ),
)

export const CSV_TORTURE: readonly Torture[] = [...WRITTEN, ...BROKEN, ...IN_CELLS, ...SHAPES, ...CUT]
