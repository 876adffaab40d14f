//! Regions and the values of another cut that hold the same answers: what is told of the ones and of the others together.

use std::collections::{BTreeMap, BTreeSet};

use crate::survey::Region;

/// Regions and values that answers connect, directly or by way of others: as sets of answers the regions together are the
/// values together, and nothing less of the ones is a sum of the others.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Mesh<'a> {
    pub(super) regions: BTreeSet<&'a Region>,
    pub(super) values: BTreeSet<&'a Region>,
}

/// The meshes of regions and values, in this order, that answers have.
pub(super) fn meshes(meet: &BTreeSet<(Region, Region)>) -> Vec<Mesh<'_>> {
    let mut meshes: Vec<Mesh<'_>> = Vec::new();
    let (mut of_region, mut of_value) = (BTreeMap::new(), BTreeMap::new());
    for (region, value) in meet {
        let at = match (of_region.get(region).copied(), of_value.get(value).copied()) {
            (Some(one), Some(other)) if one != other => {
                let (keep, gone) = (usize::min(one, other), usize::max(one, other));
                let moved = meshes.get_mut(gone).map(std::mem::take).unwrap_or_default();
                of_region.extend(moved.regions.iter().map(|region| (*region, keep)));
                of_value.extend(moved.values.iter().map(|value| (*value, keep)));
                if let Some(mesh) = meshes.get_mut(keep) {
                    mesh.regions.extend(moved.regions);
                    mesh.values.extend(moved.values);
                }
                keep
            }
            (Some(at), _) | (None, Some(at)) => at,
            (None, None) => {
                meshes.push(Mesh::default());
                meshes.len() - 1
            }
        };
        if let Some(mesh) = meshes.get_mut(at) {
            mesh.regions.insert(region);
            mesh.values.insert(value);
        }
        of_region.insert(region, at);
        of_value.insert(value, at);
    }
    meshes.retain(|mesh| !mesh.regions.is_empty());
    meshes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_answers_connect_is_one_mesh() {
        let name = |name: &str| Region::Named(name.to_owned());
        let pairs = |pairs: &[(&str, &str)]| pairs.iter().map(|(a, b)| (name(a), name(b))).collect();
        let found = |meet: &BTreeSet<(Region, Region)>| -> Vec<(usize, usize)> {
            meshes(meet).iter().map(|mesh| (mesh.regions.len(), mesh.values.len())).collect()
        };
        let nested: BTreeSet<_> = pairs(&[("N", "a"), ("N", "b"), ("S", "c"), ("W", "d")]);
        assert_eq!(found(&nested), [(1, 2), (1, 1), (1, 1)]);
        // A city on both sides of a border, and one that joins two meshes which were apart until then.
        let crossing = pairs(&[("N", "a"), ("N", "b"), ("S", "b"), ("S", "c"), ("W", "d")]);
        assert_eq!(found(&crossing), [(2, 3), (1, 1)]);
        let late = pairs(&[("N", "a"), ("S", "z"), ("T", "a"), ("T", "z")]);
        assert_eq!(found(&late), [(3, 2)]);
        assert_eq!(found(&BTreeSet::new()), []);
    }
}
