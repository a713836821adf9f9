import { insuranceName } from '../../src/kernel/terms.js'
import { type OwnTransfers, TRANSFER_STATES } from '../../src/transfer/contract.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { DueDay } from './due-day.js'
import { TRANSFER } from './words.js'

/** 本人的关系转移：how far both places have come; nothing is shown where there is none. */
export function OwnTransfersSection() {
  const { say } = useLanguage()
  const { data } = useAsk<OwnTransfers>('/api/me/transfers')
  if (data === undefined || data.items.length === 0) return null
  return (
    <Section title={say(TRANSFER.own)}>
      <p className="section-lead">{say(TRANSFER.ownLead)}</p>
      <DataTable
        caption={say(TRANSFER.own)}
        rows={data.items}
        keyOf={({ letterNumber, direction }) => `${direction}/${letterNumber}`}
        columns={[
          { name: 'direction', title: TRANSFER.direction, cell: ({ direction }) => say(TRANSFER[direction]) },
          { name: 'insurance', title: TRANSFER.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
          { name: 'partner', title: TRANSFER.partner, cell: ({ partnerName }) => partnerName },
          { name: 'ours', title: TRANSFER.ours, cell: ({ ours }) => say(TRANSFER_STATES[ours]) },
          {
            name: 'theirs',
            title: TRANSFER.theirs,
            cell: ({ theirs }) => (theirs === undefined ? '—' : say(TRANSFER_STATES[theirs])),
          },
          { name: 'due', title: TRANSFER.due, cell: (one) => <DueDay {...one} /> },
        ]}
      />
    </Section>
  )
}
