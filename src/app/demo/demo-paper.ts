/** A sheet of A4, its margin and its lines, in points. */
const [WIDTH, HEIGHT, LEFT, TOP, STEP, SIZE] = [595, 842, 72, 760, 28, 16]

/**
 * 示例的原始资料：one page of PDF with a few lines of text, in a font every reader brings along. The same lines give the
 * same bytes, so the same paper is listed once.
 */
export function demoPaper(lines: readonly string[]): Buffer {
  const text = ['BT', `/F1 ${SIZE} Tf`, `${LEFT} ${TOP} Td`, `${STEP} TL`, ...lines.map(shown), 'ET'].join('\n')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${WIDTH} ${HEIGHT}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>`,
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>',
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo${SYSTEM}/FontDescriptor 7 0 R>>`,
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
  ]
  const parts = ['%PDF-1.4\n']
  const places: number[] = []
  for (const [i, object] of objects.entries()) {
    places.push(parts.join('').length)
    parts.push(`${i + 1} 0 obj\n${object}\nendobj\n`)
  }
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const start = parts.join('').length
  const count = objects.length + 1
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(parts.join('') + end, 'latin1')
}

const SYSTEM = '<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>'

function shown(line: string): string {
  const units = Array.from({ length: line.length }, (_, i) => line.charCodeAt(i).toString(16).padStart(4, '0'))
  return `<${units.join('')}> Tj T*`
}
