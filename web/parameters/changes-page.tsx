import type { ParameterChangeList } from '../../src/collection/parameter-contract.js'
import { RouteChanges } from '../routes/route-changes.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { StandardChanges } from '../standard/standard-changes.js'
import { ChangesTable } from './changes-table.js'
import './parameters.css'
import { PARAMETER_PATHS } from './paths.js'
import { PARAMETER } from './words.js'

/** 参数变更：all of them, newest first. */
export function ChangesPage() {
  const { say } = useLanguage()
  const changes = useAsk<ParameterChangeList>(PARAMETER_PATHS.changes)
  return (
    <Page title={say(PARAMETER.changes)} lead={say(PARAMETER.changesLead)}>
      <Answer of={changes}>
        {({ items }) =>
          items.length === 0 ? <Empty title={say(PARAMETER.noChanges)} /> : <ChangesTable items={items} />
        }
      </Answer>
    </Page>
  )
}

/** 待施行：what the system administrator puts into force; nothing else of the record is theirs to see. */
export function ToApplyPage() {
  const { say } = useLanguage()
  const changes = useAsk<ParameterChangeList>(PARAMETER_PATHS.changes)
  return (
    <Page title={say(PARAMETER.toApply)} lead={say(PARAMETER.toApplyLead)}>
      <Answer of={changes}>
        {({ items }) => {
          const waiting = items.filter(({ state, blocked }) => state === 'agreed' && !blocked)
          return waiting.length === 0 ? (
            <Empty title={say(PARAMETER.nothingToApply)}>{say(PARAMETER.nothingToApplyHint)}</Empty>
          ) : (
            <ChangesTable items={waiting} />
          )
        }}
      </Answer>
      <StandardChanges mayPropose={false} onlyWaiting />
      <RouteChanges onlyWaiting />
    </Page>
  )
}
