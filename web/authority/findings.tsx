import type { FindingView } from '../../src/access/authority-contract.js'
import { instantText } from '../shell/amounts.js'
import { inList } from '../shell/both.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { postName } from './post-names.js'
import { AUTHORITY, FINDING_WORDS } from './words.js'

/** 绕过授权的改动；nothing is shown where there were none. */
export function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  const { say, language } = useLanguage()
  if (findings.length === 0) return null
  const names = (posts: FindingView['found']) =>
    posts.length === 0
      ? say(AUTHORITY.noPosts)
      : inList(
          posts.map((post) => say(postName(post))),
          language,
        )
  return (
    <Section title={say(AUTHORITY.findings)}>
      <p className="section-lead" role="alert">
        {say(AUTHORITY.findingsLead)}
      </p>
      <DataTable
        caption={say(AUTHORITY.findings)}
        rows={findings}
        step={10}
        keyOf={({ at }, index) => `${at}/${index}`}
        toneOf={() => 'bad'}
        columns={[
          { name: 'at', title: AUTHORITY.at, cell: ({ at }) => instantText(at, language) },
          { name: 'name', title: AUTHORITY.name, cell: ({ name, agencyName }) => `${name || '—'} · ${agencyName}` },
          { name: 'what', title: AUTHORITY.what, cell: ({ what }) => say(FINDING_WORDS[what]) },
          { name: 'found', title: AUTHORITY.found, cell: ({ found }) => names(found) },
          { name: 'restored', title: AUTHORITY.restored, cell: ({ restored }) => names(restored) },
        ]}
      />
    </Section>
  )
}
