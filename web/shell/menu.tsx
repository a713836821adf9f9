import { Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { NavLink, useLocation, useNavigate } from 'react-router'
import { WORDS } from '../words.js'
import { type Both, useLanguage } from './language.js'

export interface NavItem {
  readonly to: string
  readonly label: Both
  readonly icon?: ReactNode
  /** Items of one group stand under one name, where there is more than one of them. */
  readonly group?: Both
}

/** So many items stand side by side without crowding. */
const SIDE_BY_SIDE = 5

/** 导航。Few items stand side by side; many are gathered by their groups, each opened by mouse or keyboard. */
export function Menu({ items }: { readonly items: readonly NavItem[] }) {
  const { say } = useLanguage()
  if (items.length === 0) return <span className="frame-gap" />
  return (
    <nav className="frame-nav" aria-label={say(WORDS.mainNavigation)}>
      {gathered(items).map((group) => {
        const [first] = group
        return first === undefined || group.length > 1 ? (
          <Group key={first?.to} items={group} />
        ) : (
          <Item key={first.to} item={first} />
        )
      })}
    </nav>
  )
}

function Item({ item: { to, label, icon } }: { readonly item: NavItem }) {
  const { say } = useLanguage()
  return (
    <NavLink to={to}>
      {icon}
      <span>{say(label)}</span>
    </NavLink>
  )
}

function Group({ items }: { readonly items: readonly NavItem[] }) {
  const { say } = useLanguage()
  const go = useNavigate()
  const { pathname } = useLocation()
  const isHere = ({ to }: NavItem) => pathname === to || pathname.startsWith(`${to}/`)
  const [first] = items
  const menu = {
    items: items.map(({ to, label, icon }) => ({ key: to, label: say(label), icon })),
    selectedKeys: items.filter(isHere).map(({ to }) => to),
    onClick: ({ key }: { key: string }) => go(key),
  }
  return (
    <Dropdown menu={menu} trigger={['click']} autoFocus>
      <button type="button" className={items.some(isHere) ? 'frame-group active' : 'frame-group'} aria-haspopup="menu">
        {first?.icon}
        <span>{first?.group && say(first.group)}</span>
        <span aria-hidden="true" className="frame-group-mark" />
      </button>
    </Dropdown>
  )
}

/** Items without a group stand alone; the others where the first of their group stood. */
function gathered(items: readonly NavItem[]): NavItem[][] {
  if (items.length <= SIDE_BY_SIDE) return items.map((item) => [item])
  const groups: NavItem[][] = []
  for (const item of items) {
    const found = item.group && groups.find(([first]) => first?.group === item.group)
    if (found) found.push(item)
    else groups.push([item])
  }
  return groups
}
