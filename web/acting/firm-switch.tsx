import { Select } from 'antd'
import type { FirmsAnswer } from '../../src/access/acting-contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import './acting.css'
import { ACTING_PATHS } from './paths.js'
import { useSwitch } from './switch.js'
import { ACTING } from './words.js'

/** 换单位：for an operator whom several employers appointed; one of a single firm sees nothing of it. */
export function FirmSwitch() {
  const { say } = useLanguage()
  const { data } = useAsk<FirmsAnswer>(ACTING_PATHS.firms)
  const change = useSwitch(ACTING_PATHS.firm)
  const firms = data?.firms ?? []
  const chosen = firms.find((firm) => firm.chosen)?.employer
  if (firms.length === 0 || (firms.length === 1 && chosen !== undefined)) return null
  return (
    <>
      <Select
        className="firm-switch"
        aria-label={say(ACTING.firm)}
        placeholder={say(ACTING.firm)}
        loading={change.isPending}
        {...(chosen === undefined ? {} : { value: chosen })}
        onChange={(employer) => change.mutate({ employer })}
        options={firms.map(({ employer, name }) => ({ value: employer, label: name }))}
      />
      <FormProblem error={change.error} />
    </>
  )
}
