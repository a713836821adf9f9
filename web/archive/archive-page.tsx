import { Segmented } from 'antd'
import { useState } from 'react'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import '../desk/content.css'
import { Batches } from './batches.js'
import { Catalogue } from './catalogue.js'
import { Destructions } from './destructions.js'
import { Keeping } from './keeping.js'
import { Loans } from './loans.js'
import { Now } from './now.js'
import { RetentionTable } from './retention-table.js'
import { ARCHIVE } from './words.js'

const PARTS = {
  now: Now,
  papers: Catalogue,
  retention: RetentionTable,
  destruction: Destructions,
  loans: Loans,
  batches: Batches,
  keeping: Keeping,
} as const
type Part = keyof typeof PARTS

/** 档案。 */
export function ArchivePage() {
  const { say } = useLanguage()
  const [part, setPart] = useState<Part>('now')
  const Shown = PARTS[part]
  return (
    <Page title={say(ARCHIVE.title)} lead={say(ARCHIVE.lead)}>
      <Segmented
        className="no-print"
        aria-label={say(ARCHIVE.title)}
        value={part}
        options={(Object.keys(PARTS) as Part[]).map((value) => ({ value, label: say(ARCHIVE[value]) }))}
        onChange={setPart}
      />
      <Shown />
    </Page>
  )
}
