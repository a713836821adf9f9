import type { DifferenceView, VersionView } from '../../src/collection/parameter-contract.js'
import { nameOfArea } from '../record/person-rows.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { MonthOf, StatusTag, VersionValue } from './version-text.js'
import { PARAMETER } from './words.js'

/** 变更内容，前后并排。 */
export function Differences({ differences }: { readonly differences: readonly DifferenceView[] }) {
  const { say, language } = useLanguage()
  if (differences.length === 0) return null
  const columns: Column<DifferenceView>[] = [
    {
      name: 'parameter',
      title: PARAMETER.name,
      cell: ({ what, parameter, area, areaName }) => (
        <>
          {language === 'zh' ? what : parameter}{' '}
          <small className="parameter-id">
            {say(nameOfArea(area, areaName))} {language === 'zh' ? parameter : ''}
          </small>
        </>
      ),
    },
    { name: 'since', title: PARAMETER.since, cell: ({ since }) => <MonthOf month={since} /> },
    {
      name: 'before',
      title: PARAMETER.before,
      cell: ({ before }) => (before ? <Version version={before} /> : say(PARAMETER.fresh)),
    },
    {
      name: 'after',
      title: PARAMETER.after,
      cell: ({ after }) => (after ? <Version version={after} isNew /> : <strong>{say(PARAMETER.gone)}</strong>),
    },
  ]
  return (
    <DataTable
      caption={say(PARAMETER.differences)}
      columns={columns}
      rows={differences}
      keyOf={({ area, parameter, since }) => `${area}/${parameter}/${since}`}
    />
  )
}

function Version({ version, isNew = false }: { readonly version: VersionView; readonly isNew?: boolean }) {
  return (
    <div className={isNew ? 'version-said version-new' : 'version-said'}>
      <VersionValue version={version} />
      <small>
        <MonthOf month={version.since} /> – <MonthOf month={version.until} />
      </small>
      <small>{version.basis}</small>
      {version.status !== 'final' && <StatusTag status={version.status} />}
    </div>
  )
}
