import { Checkbox } from 'antd'
import { CITY_POSTS, excludedBy, POST_NAMES, type Post } from '../../src/access/authority-contract.js'
import { useLanguage } from '../shell/language.js'
import { postName } from './post-names.js'
import { AUTHORITY } from './words.js'

interface Props {
  readonly value: readonly Post[]
  /** Whether the agency is the city's: some posts exist only there. */
  readonly isCity: boolean
  readonly onChange: (posts: Post[]) => void
}

/** 勾选岗位。What may not be held together with what is ticked cannot be ticked, and says why. */
export function PostTicks({ value, isCity, onChange }: Props) {
  const { say } = useLanguage()
  const excluded = excludedBy(value)
  const why = (post: Post): string | undefined => {
    const other = excluded.get(post)
    if (other !== undefined) return say(AUTHORITY.excluded, { other: say(postName(other)) })
    return !isCity && CITY_POSTS.includes(post) ? say(AUTHORITY.cityOnly) : undefined
  }
  return (
    <fieldset className="authority-ticks authority-whole">
      <legend>{say(AUTHORITY.choosePosts)}</legend>
      {POST_NAMES.map((post) => {
        const reason = value.includes(post) ? undefined : why(post)
        return (
          <Checkbox
            key={post}
            value={post}
            checked={value.includes(post)}
            disabled={reason !== undefined}
            onChange={({ target }) =>
              onChange(target.checked ? [...value, post] : value.filter((other) => other !== post))
            }
          >
            {say(postName(post))}
            {reason !== undefined && <span className="authority-why">{reason}</span>}
          </Checkbox>
        )
      })}
    </fieldset>
  )
}
