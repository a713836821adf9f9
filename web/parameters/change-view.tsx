import type { ParameterChange } from '../../src/collection/parameter-contract.js'
import { pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { Differences } from './differences.js'
import './parameters.css'
import { PARAMETER_PATHS } from './paths.js'
import { WhatIf } from './what-if.js'
import { PARAMETER } from './words.js'

/** 参数变更的内容，审核的人所看：before and after, and what it would do. */
export function ChangeOf({ id }: { readonly id: string }) {
  const change = useAsk<ParameterChange>(pathOf(PARAMETER_PATHS.change, { id }))
  return <Answer of={change}>{(found) => <ChangeContent change={found} />}</Answer>
}

export function ChangeContent({ change }: { readonly change: ParameterChange }) {
  const { say } = useLanguage()
  const { explanation, differences, files, blockedSays, collides } = change
  const problem = blockedSays ?? collides
  return (
    <>
      {problem && (
        <p className="form-problem" role="alert">
          <strong>{say(blockedSays ? PARAMETER.blockedState : PARAMETER.collides)}</strong> {say(problem)}
        </p>
      )}
      <Section title={say(PARAMETER.differences)}>
        <p className="change-says">{explanation}</p>
        <Differences differences={differences} />
        {differences.length === 0 && <p className="change-says">{say(PARAMETER.noVersionDiffers)}</p>}
        {files.length > 0 && <p>{say(PARAMETER.wholeFiles, { files: files.join('、') })}</p>}
      </Section>
      <WhatIf change={change} />
    </>
  )
}
