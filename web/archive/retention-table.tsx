import {
  ARCHIVE_PATHS,
  MATERIALS,
  type RetentionView,
  type RetentionTable as Table,
} from '../../src/archive/catalogue-contract.js'
import { DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { retentionText } from './retention-text.js'
import { ARCHIVE } from './words.js'

/** 保管期限表，现行的。 */
export function RetentionTable() {
  const { say } = useLanguage()
  const table = useAsk<Table>(ARCHIVE_PATHS.retention)
  const told = (view: RetentionView) => (view.kind === 'unknown' ? '—' : retentionText(say, view))
  return (
    <Answer of={table} rows={8}>
      {({ rows }) => (
        <DataTable
          caption={say(ARCHIVE.retention)}
          rows={rows}
          keyOf={({ material }) => material}
          columns={[
            { name: 'material', title: ARCHIVE.material, cell: ({ material }) => say(MATERIALS[material]) },
            {
              name: 'general',
              title: ARCHIVE.general,
              cell: ({ general, special }) =>
                general.kind === 'unknown' && special.kind !== 'unknown' ? '—' : retentionText(say, general),
            },
            { name: 'special', title: ARCHIVE.specialPeriod, cell: ({ special }) => told(special) },
            {
              name: 'basis',
              title: ARCHIVE.basis,
              cell: ({ general, special }) => special.basis ?? general.basis ?? '—',
            },
          ]}
        />
      )}
    </Answer>
  )
}
