import type { ThemeConfig } from 'antd'
import type { Sight } from './sight.js'

const FONT = [
  ...['"PingFang SC"', '"Hiragino Sans GB"', '"Noto Sans SC"', '"Noto Sans CJK SC"', '"Source Han Sans SC"'],
  ...['"Microsoft YaHei"', 'system-ui', 'sans-serif'],
].join(', ')

/** 色彩与字。Deep teal is the one accent; seal red is kept for what is owed, refused or stamped. */
export const COLORS = {
  accent: '#0f5e5b',
  accentDark: '#0f4f4d',
  seal: '#a5342b',
  ink: '#20282b',
  quiet: '#5a6668',
  paper: '#f6f4ef',
  line: '#e3dfd6',
  amber: '#8a5a00',
  sand: '#c9a66b',
} as const

const THEME: ThemeConfig = {
  token: {
    colorPrimary: COLORS.accent,
    colorInfo: COLORS.accent,
    colorLink: COLORS.accent,
    colorError: COLORS.seal,
    colorWarning: COLORS.amber,
    colorSuccess: '#2f6b3a',
    colorText: COLORS.ink,
    colorTextSecondary: COLORS.quiet,
    colorTextDescription: COLORS.quiet,
    colorTextPlaceholder: '#6b7577',
    colorBgLayout: COLORS.paper,
    colorBorder: '#cfcabf',
    colorBorderSecondary: COLORS.line,
    fontFamily: FONT,
    fontSize: 16,
    fontSizeSM: 14,
    lineHeight: 1.65,
    borderRadius: 8,
    controlHeight: 44,
    controlHeightSM: 34,
    controlHeightLG: 52,
    wireframe: false,
  },
  components: {
    Button: { fontWeight: 500, primaryShadow: 'none', defaultShadow: 'none' },
    Tabs: { titleFontSize: 17, horizontalItemPadding: '14px 2px' },
    Table: { headerBg: '#efece4', headerColor: COLORS.ink, cellPaddingBlock: 12, rowHoverBg: '#f3f7f5' },
    Skeleton: { gradientFromColor: 'rgb(0 0 0 / 5%)', gradientToColor: 'rgb(0 0 0 / 9%)' },
  },
}

const LARGE = { fontSize: 21, fontSizeSM: 18, controlHeight: 52, controlHeightSM: 44, controlHeightLG: 60 }
const SIMPLE = { fontSize: 24, fontSizeSM: 21, controlHeight: 60, controlHeightSM: 52, controlHeightLG: 64 }

/** 各种看法的组件大小，beside the type of sight.css. */
export function themeFor(sight: Sight): ThemeConfig {
  if (sight === 'usual') return THEME
  const { Tabs, ...components } = THEME.components ?? {}
  return { token: { ...THEME.token, ...(sight === 'large' ? LARGE : SIMPLE) }, components }
}
