import widgets from '../../packages/widgets/package.json' with { type: 'json' };

/** The name that an internal tag has in the built widgets: `bq-banner` is `bq-banner-1-4-0` there. */
export function ownTag(tag: string): string {
  return `${tag}-${widgets.version.replace(/\W+/g, '-')}`;
}
