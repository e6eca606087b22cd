import{b as a,c as b}from"./chunk-2EKHPVYI.js";import"./chunk-5FLICAQX.js";import"./chunk-KGLLL2LO.js";import"./chunk-TIREH3Y4.js";export{a as default,b as kind};
