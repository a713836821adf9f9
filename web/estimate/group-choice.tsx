import { Button } from 'antd'
import type { EstimateBody } from '../../src/query/estimate-contract.js'
import { useLanguage } from '../shell/language.js'
import { ESTIMATE, GROUP_NAMES } from './words.js'

type Group = NonNullable<EstimateBody['group']>

interface Props {
  /** 可选的类别，as the refusal names them. */
  readonly groups: readonly string[]
  readonly onChoose: (group: Group) => void
}

/** 先问一句：原法定退休年龄是哪一种。 */
export function GroupChoice({ groups, onChoose }: Props) {
  const { say } = useLanguage()
  return (
    <section className="card group-choice" aria-label={say(ESTIMATE.whichGroup)}>
      <h2>{say(ESTIMATE.whichGroup)}</h2>
      <p>{say(ESTIMATE.whichGroupWhy)}</p>
      <div className="group-ways">
        {groups.map((group) => (
          <Button key={group} size="large" onClick={() => onChoose(group as Group)}>
            {say(GROUP_NAMES[group] ?? { zh: group, en: group })}
          </Button>
        ))}
      </div>
    </section>
  )
}
